/**
 * One ticking clock for every age on the screen. It runs on the host's time: the browser's own clock may be minutes
 * off on a jump host, and an age must count from the clock that stamped the figure.
 */
export interface Clock {
  /** Host time, epoch ms. */
  readonly now: () => number;
  /** True while the host itself has said nothing for too long: then no figure is live, whatever its age says. */
  readonly isSilent: () => boolean;
  /** Called on every tick (about once a second) and when silence begins or ends. */
  readonly subscribe: (listener: () => void) => () => void;
  /** A message stamped `at` (host clock, epoch ms) has just arrived. */
  readonly heard: (at: number) => void;
  readonly stop: () => void;
}

/** A host says something at least every 2 s; after this long without a word it counts as silent. */
export const silentAfterMs = 5_000;
const tickMs = 1_000;

interface Timers {
  readonly now: () => number;
  readonly every: (ms: number, tick: () => void) => () => void;
}

const pageTimers: Timers = {
  now: () => Date.now(),
  every: (ms, tick) => {
    const id = setInterval(tick, ms);
    return () => clearInterval(id);
  },
};

export function createClock(timers: Timers = pageTimers): Clock {
  const listeners = new Set<() => void>();
  // The smallest delay seen is the best estimate: a message can only arrive later than it was made.
  let offset: number | null = null;
  // The page's own start counts as a word: a host that never says one is silent too.
  let heardAt = timers.now();
  let wasSilent = false;
  const isSilent = () => timers.now() - heardAt > silentAfterMs;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const stop = timers.every(tickMs, () => {
    wasSilent = isSilent();
    tell();
  });
  return {
    now: () => timers.now() + (offset ?? 0),
    isSilent,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    heard: (at) => {
      const local = timers.now();
      offset = offset === null ? at - local : Math.max(offset, at - local);
      heardAt = local;
      if (wasSilent) {
        wasSilent = false;
        tell();
      }
    },
    stop,
  };
}
