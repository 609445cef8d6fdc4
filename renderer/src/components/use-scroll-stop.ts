import { type RefCallback, useCallback, useState } from 'react';

/**
 * A part that scrolls is a stop for the keyboard, and one that does not is none (WCAG 2.1.1): `<ol {...useScrollStop()}>`.
 * Measured when its own size is known or changes, and when rows are added to it or taken away.
 */
export function useScrollStop<E extends HTMLElement = HTMLElement>(): { readonly ref: RefCallback<E>; readonly tabIndex: 0 | undefined } {
  const [scrolls, setScrolls] = useState(false);
  const ref = useCallback((element: E) => {
    const measure = () => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const down = element.scrollHeight > element.clientHeight + 1 && overflowY !== 'visible';
      const across = element.scrollWidth > element.clientWidth + 1 && overflowX !== 'visible';
      setScrolls(down || across);
    };
    const sizes = new ResizeObserver(measure);
    const rows = new MutationObserver(measure);
    sizes.observe(element);
    rows.observe(element, { childList: true });
    return () => {
      sizes.disconnect();
      rows.disconnect();
    };
  }, []);
  return { ref, tabIndex: scrolls ? 0 : undefined };
}
