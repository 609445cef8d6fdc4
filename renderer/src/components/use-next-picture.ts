import { useLayoutEffect } from 'react';

/** Gives `what` back once what is on the page with it has been painted; null: nothing to wait for. Not while the page is hidden. */
export function useNextPicture<T extends object>(what: T | null, painted: (what: T) => void): void {
  useLayoutEffect(() => {
    if (what === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A frame's callbacks come before it is painted, a timer set by them after.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => painted(what));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [what, painted]);
}
