import { type RefCallback, startTransition, useCallback, useState } from 'react';

/** Drawn this far outside what is seen, pixels: further than a turn of the wheel or a Tab goes before the next picture. */
const margin = '240px 0px';

/**
 * Whether a part of a page that scrolls is on the screen or about to be: what is not need not exist. `height` is what it took
 * when it last did, pixels. A part that holds the focus stays. `first`: what is assumed until the browser has said.
 * `waitMs`: parts that come near in one moment and wait differently long are drawn one after the other, not in one task.
 */
export function useNear<E extends HTMLElement>(
  first: boolean,
  waitMs = 0,
): {
  readonly ref: RefCallback<E>;
  readonly near: boolean;
  readonly height: number | null;
} {
  const [near, setNear] = useState(first);
  const [height, setHeight] = useState<number | null>(null);
  const ref = useCallback(
    (element: E) => {
      const options = { rootMargin: margin, scrollMargin: margin };
      let timer: ReturnType<typeof setTimeout> | undefined;
      const watcher = new IntersectionObserver((entries) => {
        const entry = entries.at(-1);
        if (entry === undefined) return;
        const { isIntersecting, boundingClientRect } = entry;
        const draw = () => {
          if (!isIntersecting && element.contains(document.activeElement)) return;
          // A key pressed meanwhile goes before what is not seen yet.
          startTransition(() => {
            if (!isIntersecting) setHeight(boundingClientRect.height);
            setNear(isIntersecting);
          });
        };
        clearTimeout(timer);
        if (waitMs === 0) draw();
        else timer = setTimeout(draw, waitMs);
      }, options);
      watcher.observe(element);
      return () => {
        watcher.disconnect();
        clearTimeout(timer);
      };
    },
    [waitMs],
  );
  return { ref, near, height };
}
