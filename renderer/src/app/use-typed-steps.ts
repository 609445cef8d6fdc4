import { useRef } from 'react';

/** Letters this close together are one thing somebody typed, ms. */
const pauseMs = 1_200;

/** Whether a change is a step of its own in the browser's history, or goes on from the letter before: then it takes its place. */
export function useTypedSteps(): () => boolean {
  const last = useRef(Number.NEGATIVE_INFINITY);
  return () => {
    const now = performance.now();
    const step = now - last.current > pauseMs;
    last.current = now;
    return step;
  };
}
