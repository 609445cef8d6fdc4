import { type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { createRowTurns, type Turn } from './row-turns.ts';
import { layoutRows, rowsInWindow, scrollFor } from './row-window.ts';
import { useNextPicture } from './use-next-picture.ts';

export interface GridRow {
  readonly key: string;
  /** Pixels. */
  readonly height: number;
  /** Drives the row's look; group headings cannot be chosen. */
  readonly kind: string;
  readonly heading?: boolean;
  /** Marked with the chosen row, for example the other half of a pair. */
  readonly paired?: boolean;
}

interface RowGridProps<R extends GridRow> {
  readonly label: string;
  readonly rows: readonly R[];
  readonly columns: number;
  readonly head: ReactNode;
  /** Cells of one row: elements with `role="gridcell"`. */
  readonly render: (row: R) => ReactNode;
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
  readonly onOpen?: (key: string) => void;
  readonly empty?: ReactNode;
  readonly autoFocus?: boolean;
}

/**
 * A virtual grid with rows of unequal, known heights. React Aria's Virtualizer measures rows and rebuilds its collection on
 * every change of data; ours knows each height beforehand, so a patch a frame over 5,000 rows costs the forty on the screen.
 */
export function RowGrid<R extends GridRow>(props: RowGridProps<R>): ReactElement {
  const { label, rows, columns, head, render, chosen, onChoose, onOpen, empty, autoFocus = false } = props;
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(800);
  const [hurried, setHurried] = useState(false);
  // A page that opens with the focus here shows which row is chosen; the ring waits until somebody uses keys.
  const [byKeys, setByKeys] = useState(false);
  const layout = useMemo(() => layoutRows(rows.map((row) => row.height)), [rows]);
  const index = rows.findIndex((row) => row.key === chosen);

  useLayoutEffect(() => {
    const element = grid.current;
    if (element === null) return;
    const watcher = new ResizeObserver(() => setHeight(Math.max(0, element.clientHeight - headHeight) || 800));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  useEffect(() => {
    if (autoFocus) grid.current?.focus({ preventScroll: true });
  }, [autoFocus]);

  // Whoever flies over the list sees no spare rows: they are drawn once it rests.
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(rest.current), []);
  const scrolled = (to: number) => {
    if (Math.abs(to - top) > height / 2) {
      setHurried(true);
      clearTimeout(rest.current);
      rest.current = setTimeout(() => setHurried(false), restMs);
    }
    setTop(to);
  };
  const choose = (next: number) => {
    const row = rows[next];
    if (row === undefined) return;
    onChoose(row.key);
    const element = grid.current;
    const to = element === null ? null : scrollFor(layout, next, element.scrollTop, element.clientHeight - headHeight);
    if (to !== null) element?.scrollTo({ top: to });
  };
  const step = (from: number, by: number) => {
    let next = from;
    for (let left = Math.abs(by); left > 0; left -= 1) {
      let candidate = next + Math.sign(by);
      while (rows[candidate]?.heading === true) candidate += Math.sign(by);
      if (rows[candidate] === undefined) break;
      next = candidate;
    }
    if (next !== from) choose(next);
  };
  // A grid that has the focus shows where: on its first row, as soon as there is one.
  const showFocus = () => {
    if (chosen === null && document.activeElement === grid.current) step(-1, 1);
  };
  useEffect(showFocus);
  const onKeyDown = (event: KeyboardEvent) => {
    setByKeys(true);
    const by = moves[event.key];
    if (by !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      step(index, by);
    } else if (event.key === 'Enter' && chosen !== null && onOpen !== undefined) {
      event.preventDefault();
      onOpen(chosen);
    }
  };

  const [first, end] = rowsInWindow(layout, top, height, hurried ? 1 : spareRows);
  // A few more or less with every picture would be built and thrown away: their number stays.
  const last = Math.min(rows.length, first + Math.ceil((end - first) / steady) * steady);
  const places = Array.from({ length: last - first }, (_, offset) => first + offset);
  // The chosen row always exists: it is what assistive technology is told the focus is on.
  if (index >= 0 && (index < first || index >= last)) places.push(index);
  const isSeen = (at: number) => (layout.tops[at + 1] ?? 0) > top && (layout.tops[at] ?? 0) < top + height;
  const rowsAt = (those: readonly number[]) => those.flatMap((at) => rows[at] ?? []);
  const unchosen = places.filter((at) => at !== index);
  const [turns] = useState(createRowTurns<R>);
  const [painted, setPainted] = useState<Turn<R> | null>(null);
  const wanted = {
    chosen: rows[index],
    seen: rowsAt(unchosen.filter(isSeen)),
    spare: rowsAt(unchosen.filter((at) => !isSeen(at))),
  };
  const drawn = turns.take(wanted, height / picturesOfWindow, painted);
  useNextPicture(drawn.waits ? drawn : null, setPainted);
  const slotOf = (row: R | undefined) => (row === undefined ? undefined : drawn.slots.get(row.key));
  const shown = places.flatMap((at) => {
    const row = rows[at];
    const slot = slotOf(row);
    return row === undefined || slot === undefined ? [] : [{ row, at, slot }];
  });
  const parked = drawn.parked.map(([slot, row]) => ({ row, at: null, slot }));
  const chosenSlot = slotOf(rows[index]);
  return (
    <div
      ref={grid}
      className="grid"
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns}
      aria-activedescendant={chosenSlot === undefined ? undefined : `${id}-${chosenSlot}`}
      data-by-keys={byKeys ? '' : undefined}
      onKeyDown={onKeyDown}
      // The Tab that brought the focus here was pressed elsewhere, and is let go here.
      onKeyUp={() => setByKeys(true)}
      onPointerDown={() => setByKeys(false)}
      onFocus={showFocus}
      onScroll={(event) => scrolled(event.currentTarget.scrollTop)}
    >
      <div className="grid-head" role="rowgroup">
        <div role="row" aria-rowindex={1}>
          {head}
        </div>
      </div>
      {/* Elements stand in the order in which they were made; what is read aloud goes down the screen. */}
      <div className="grid-body" role="rowgroup" aria-owns={shown.map(({ slot }) => `${id}-${slot}`).join(' ') || undefined}>
        {rows.length === 0 ? (
          <div role="row">
            <div role="gridcell" style={{ padding: '0 20px' }}>
              {empty}
            </div>
          </div>
        ) : null}
        <div className="grid-space" role="presentation" style={{ height: layout.tops.at(-1) }}>
          {bySlot([...shown, ...parked]).map(({ row, at, slot }) => (
            <div
              key={slot}
              id={`${id}-${slot}`}
              className="grid-row"
              role="row"
              aria-hidden={at === null ? true : undefined}
              aria-rowindex={at === null ? undefined : at + 2}
              aria-selected={row.heading === true ? undefined : row.key === chosen}
              data-height={row.kind}
              data-paired={row.paired === true ? '' : undefined}
              style={{ height: row.height, top: at === null ? outOfSight : (layout.tops[at] ?? 0) }}
              onClick={() => {
                if (row.heading === true) return;
                onChoose(row.key);
                onOpen?.(row.key);
              }}
            >
              {render(row)}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

/** In the order of their elements: then none of them is ever moved within the document. */
const bySlot = <T extends { readonly slot: number }>(shown: readonly T[]): T[] => shown.toSorted((a, b) => a.slot - b.slot);

/** Rows drawn above and below the window, for the scroll that comes next; none in a hurry, until it has rested for so long. */
const spareRows = 6;
const restMs = 120;

/** A window whose rows are all new is drawn in so many pictures. */
const picturesOfWindow = 2;

/** Where an element waits for its next row, pixels. */
const outOfSight = -9_999;

/** The number of rows drawn is a multiple of this. */
const steady = 4;

/** The head sticks to the top and covers this much of the window, pixels. */
const headHeight = 26;

const moves: Record<string, number> = {
  ArrowDown: 1,
  j: 1,
  J: 1,
  ArrowUp: -1,
  k: -1,
  K: -1,
  PageDown: 15,
  PageUp: -15,
  End: 1e6,
  Home: -1e6,
};
