import type { SimClock } from '../../clock/sim-clock.ts';

/** Keys waiting to be reconciled. A key waits once, at the earliest time anybody asked for. */
export interface WorkQueue {
  /** `waitMs` simulated milliseconds from now; without it, after the controller's own small delay. */
  add(key: string, waitMs?: number): void;
  stop(): void;
}

export interface WorkQueueOptions {
  readonly clock: SimClock;
  /** Simulated milliseconds between an event and its reconcile: what makes observedGeneration lag. */
  readonly delay: () => number;
  readonly run: (key: string) => void;
  /** A reconcile that threw: a bug of ours. It is told and tried again, so that one object cannot stop the others. */
  readonly onError?: (error: unknown, key: string) => void;
}

const again = 5_000;

export function createWorkQueue({ clock, delay, run, onError }: WorkQueueOptions): WorkQueue {
  const waiting = new Map<string, { readonly due: number; readonly cancel: () => void }>();

  function add(key: string, waitMs?: number): void {
    const wait = waitMs ?? delay();
    const due = clock.now() + wait;
    const known = waiting.get(key);
    if (known !== undefined && known.due <= due) return;
    known?.cancel();
    waiting.set(key, { due, cancel: clock.after(wait, () => turn(key)).cancel });
  }

  function turn(key: string): void {
    waiting.delete(key);
    try {
      run(key);
    } catch (error) {
      if (onError === undefined) throw error;
      onError(error, key);
      add(key, again);
    }
  }

  return {
    add,
    stop() {
      for (const { cancel } of waiting.values()) cancel();
      waiting.clear();
    },
  };
}
