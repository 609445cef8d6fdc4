interface Timer {
  readonly due: number;
  readonly order: number;
  run: (() => void) | null;
}

/** Timers by due time; those of the same instant in the order they were set. */
export interface TimerQueue {
  add(due: number, run: () => void): () => void;
  /** When the next timer is due, or null. */
  earliest(): number | null;
  takeEarliest(): (() => void) | null;
  clear(): void;
}

/** A binary heap; a cancelled timer stays in it, empty, until its turn. */
export function createTimerQueue(): TimerQueue {
  let heap: Timer[] = [];
  let order = 0;

  const before = (a: Timer | undefined, b: Timer | undefined) =>
    a !== undefined && b !== undefined && (a.due < b.due || (a.due === b.due && a.order < b.order));

  function swap(a: number, b: number): void {
    const [x, y] = [heap[a], heap[b]];
    if (!x || !y) return;
    heap[a] = y;
    heap[b] = x;
  }

  function removeTop(): Timer | undefined {
    const top = heap[0];
    const last = heap.pop();
    if (!last || heap.length === 0) return top;
    heap[0] = last;
    for (let at = 0; ; ) {
      const left = at * 2 + 1;
      const child = before(heap[left + 1], heap[left]) ? left + 1 : left;
      if (!before(heap[child], heap[at])) return top;
      swap(at, child);
      at = child;
    }
  }

  function dropCancelled(): void {
    while (heap[0] && heap[0].run === null) removeTop();
  }

  return {
    add(due, run) {
      const timer: Timer = { due, order: (order += 1), run };
      heap.push(timer);
      for (let at = heap.length - 1; at > 0; ) {
        const parent = (at - 1) >> 1;
        if (!before(heap[at], heap[parent])) break;
        swap(at, parent);
        at = parent;
      }
      return () => {
        timer.run = null;
      };
    },
    earliest() {
      dropCancelled();
      return heap[0]?.due ?? null;
    },
    takeEarliest() {
      dropCancelled();
      return removeTop()?.run ?? null;
    },
    clear() {
      heap = [];
    },
  };
}
