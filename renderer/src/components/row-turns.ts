import { takeSlots } from './row-slots.ts';

interface Placed {
  readonly key: string;
  /** Pixels. */
  readonly height: number;
}

/** What of a picture is drawn now. */
export interface Turn<R> {
  /** The element of each row that is drawn, by the row's key. */
  readonly slots: ReadonlyMap<string, number>;
  /** Elements kept out of sight for the rows that wait, each with the row that still stands in it. */
  readonly parked: readonly (readonly [slot: number, row: R])[];
  /** The rows that were asked for are not all drawn. */
  readonly waits: boolean;
}

/** The rows of a window, the most urgent first in each part. */
export interface WantedRows<R> {
  /** Drawn whatever else is. */
  readonly chosen: R | undefined;
  readonly seen: readonly R[];
  readonly spare: readonly R[];
}

export interface RowTurns<R> {
  /**
   * Draws what is new up to `budget` pixels of it; the next of it once that is `painted`. Rows that are drawn stay. Asked for the
   * same rows before that it says the same.
   */
  readonly take: (wanted: WantedRows<R>, budget: number, painted: Turn<R> | null) => Turn<R>;
}

/** A screen of rows that are all new is too much work for one picture: a key pressed meanwhile would wait for it. */
export function createRowTurns<R extends Placed>(): RowTurns<R> {
  let slots: ReadonlyMap<string, number> = new Map();
  let rowOf: ReadonlyMap<string, R> = new Map();
  let last: { readonly keys: string; readonly answer: Turn<R> } | null = null;
  let fromEnd = false;
  return {
    take({ chosen, seen, spare }, budget, painted) {
      const keys = [chosen, ...seen, ...spare].map((row) => row?.key ?? '').join('\n');
      if (last !== null && last.keys === keys && (last.answer !== painted || !painted.waits)) return last.answer;
      // Whoever flies on before all was drawn sees the other end next: none of the window stays empty meanwhile.
      if (last?.keys !== keys) fromEnd = last?.answer.waits === true && !fromEnd;
      const rows = [...(chosen === undefined ? [] : [chosen]), ...(fromEnd ? seen.toReversed() : seen), ...spare];
      const drawn = withinBudget(rows, slots, budget);
      const next = takeSlots(
        slots,
        drawn.map(({ key }) => key),
      );
      const taken = new Set(next.values());
      const kept = [...slots].filter(([, slot]) => !taken.has(slot)).slice(0, rows.length - drawn.length);
      const parked = kept.flatMap(([key, slot]) => {
        const row = rowOf.get(key);
        return row === undefined ? [] : [{ key, slot, row }];
      });
      slots = new Map([...next, ...parked.map(({ key, slot }) => [key, slot] as const)]);
      rowOf = new Map([...drawn, ...parked.map(({ row }) => row)].map((row) => [row.key, row]));
      const answer = { slots: next, parked: parked.map(({ slot, row }) => [slot, row] as const), waits: drawn.length < rows.length };
      last = { keys, answer };
      return answer;
    },
  };
}

/** The rows that have their element, and of the others as many as fit; at least one, or nothing would ever come. */
function withinBudget<R extends Placed>(rows: readonly R[], slots: ReadonlyMap<string, number>, budget: number): readonly R[] {
  let left = budget;
  return rows.filter(({ key, height }) => {
    if (slots.has(key)) return true;
    if (left <= 0) return false;
    left -= height;
    return true;
  });
}
