/** Controls that would steer a reader's eye or terminal: C0 but tab and line feed, DEL, C1, and what turns the direction of text. */
const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Somebody's words without what is not words. */
export function plainText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(steering, '\ufffd');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text inside an HTML element or a quoted attribute. Everything that is not ours goes through here. */
export function html(text: string): string {
  return plainText(text).replaceAll(/[&<>"']/g, (char) => entities[char] ?? '');
}

/** Text in one cell or line of Markdown: no mark-up, no link, no line of its own. */
export function markdown(text: string): string {
  return plainText(text)
    .trim()
    .replaceAll(/\s*\n\s*/g, ' / ')
    .replaceAll(/[\\`*_{}[\]()#|<>~&@^$]/g, (char) => `\\${char}`)
    .replaceAll('://', '\\://')
    .replaceAll(/www\./gi, (start) => `${start.slice(0, -1)}\\.`)
    .replace(/^[-+=]/, (start) => `\\${start}`)
    .replace(/^(\d+)\./, '$1\\.');
}

/** Only what a browser opens as a page: nothing that runs. */
export function webAddress(url: string | null): string | null {
  return url !== null && /^https?:\/\/[^\s"'<>]+$/i.test(url) ? url : null;
}
