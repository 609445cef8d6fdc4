/** Where the page lives. Nothing else is ever loaded. */
export const pageScheme = 'app';
export const pageHost = 'rcc';
export const pageOrigin = `${pageScheme}://${pageHost}`;

/** Messages between main, preload and page. */
export const words = { hello: 'rcc:hello', port: 'rcc:port', go: 'rcc:go', signal: 'rcc:signal' } as const;

/** Whether a URL is the page, whatever its hash. */
export function isPage(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === `${pageScheme}:` && new URL(url).host === pageHost;
}
