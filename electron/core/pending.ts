import type { Clock } from './ports/clock.ts';

/** Work that must not be cut off when a host stops. */
export interface Pending {
  add(work: Promise<unknown>): void;
  /** Waits for all of it, `ms` at most. */
  settle(ms: number): Promise<void>;
}

export function createPending(clock: Clock): Pending {
  const works = new Set<Promise<unknown>>();
  return {
    add(work) {
      const settled = work.then(
        () => undefined,
        () => undefined,
      );
      works.add(settled);
      void settled.then(() => works.delete(settled));
    },
    async settle(ms) {
      const enough = new AbortController();
      await Promise.race([Promise.all(works), clock.sleep(ms, enough.signal)]);
      enough.abort();
    },
  };
}
