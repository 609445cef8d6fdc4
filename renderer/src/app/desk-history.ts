import { createBrowserHistory, type RouterHistory } from '@tanstack/react-router';

/**
 * Addresses behind the `#`, and nothing else: TanStack's own hash history adds what stands before the `#` (`?gallery=list`) to
 * what is searched for behind it, and then reads neither.
 */
export function createDeskHistory(win: Window = window): RouterHistory {
  return createBrowserHistory({
    window: win,
    parseLocation: () => {
      const href = win.location.hash.slice(1) || '/';
      const [path = '/', ...rest] = href.split('?');
      const state: RouterHistory['location']['state'] = win.history.state ?? { __TSR_index: 0 };
      return { href, pathname: path, search: rest.length === 0 ? '' : `?${rest.join('?')}`, hash: '', state };
    },
    createHref: (href) => `${win.location.pathname}${win.location.search}#${href}`,
  });
}
