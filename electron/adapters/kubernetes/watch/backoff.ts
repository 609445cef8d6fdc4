/** Waits that grow from 0.5 s to 30 s with full jitter, so that many streams do not come back together. */
export interface Backoff {
  /** ms to wait now; the next is longer. */
  next(): number;
  reset(): void;
}

const firstMs = 500;
const longestMs = 30_000;

/** `random` gives [0, 1). */
export function createBackoff(random: () => number): Backoff {
  let failures = 0;
  return {
    next() {
      const ceiling = Math.min(longestMs, firstMs * 2 ** failures);
      failures = Math.min(failures + 1, 16);
      return random() * ceiling;
    },
    reset() {
      failures = 0;
    },
  };
}
