import { useEffect, useState } from 'react';

/**
 * True until the first picture of what was just opened. The page behind is made inert after it: that restyles every element of the
 * page, and is not to be waited for in the same task as what was asked for. The focus does not wait.
 */
export function useEntering(isOpen = true): boolean {
  const [entered, setEntered] = useState(false);
  useEffect(() => {
    if (!isOpen) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // The task after the picture's own.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setEntered(true));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      setEntered(false);
    };
  }, [isOpen]);
  return !entered;
}
