/** The whole page for somebody without a session. No script, no style: the policy would refuse them anyway. */
export function closedPage(title: string, text: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="dark light"><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`;
}

export const noSession = closedPage(
  'No session',
  'Open the address that rcc serve printed when it started: it ends in ?token= and lets this browser in.',
);
export const usedUpAddress = closedPage('This address was used up', 'rcc serve has printed a fresh one: open that.');
export const wrongAddress = closedPage(
  'This address lets nobody in',
  'Its token is not one of this desk. Open the address that rcc serve printed last.',
);
