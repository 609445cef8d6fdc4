import { type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { layoutRows, rowsInWindow, scrollFor } from './row-window.ts';

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

  const [first, last] = rowsInWindow(layout, top, height);
  const shown = rows.slice(first, last).map((row, offset) => ({ row, at: first + offset }));
  const slots = slotsFor(last - first);
  const outside = rows[index];
  // The chosen row always exists: it is what assistive technology is told the focus is on.
  if (outside !== undefined && (index < first || index >= last)) shown.push({ row: outside, at: index });
  return (
    <div
      ref={grid}
      className="grid"
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns}
      aria-activedescendant={index < 0 ? undefined : `${id}-${index}`}
      data-by-keys={byKeys ? '' : undefined}
      onKeyDown={onKeyDown}
      // The Tab that brought the focus here was pressed elsewhere, and is let go here.
      onKeyUp={() => setByKeys(true)}
      onPointerDown={() => setByKeys(false)}
      onFocus={showFocus}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div className="grid-head" role="rowgroup">
        <div role="row" aria-rowindex={1}>
          {head}
        </div>
      </div>
      <div className="grid-body" role="rowgroup">
        {rows.length === 0 ? (
          <div role="row">
            <div role="gridcell" style={{ padding: '0 20px' }}>
              {empty}
            </div>
          </div>
        ) : null}
        <div className="grid-space" role="presentation" style={{ height: layout.tops.at(-1) }}>
          {shown.map(({ row, at }) => (
            <div
              key={at >= first && at < last ? at % slots : 'chosen'}
              id={`${id}-${at}`}
              className="grid-row"
              role="row"
              aria-rowindex={at + 2}
              aria-selected={row.heading === true ? undefined : row.key === chosen}
              data-height={row.kind}
              data-paired={row.paired === true ? '' : undefined}
              style={{ height: row.height, transform: `translateY(${layout.tops[at] ?? 0}px)` }}
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

/** A row takes over the elements of the row that left the window: a scroll then changes words, it builds nothing. */
const slotsFor = (shown: number): number => 2 ** Math.ceil(Math.log2(Math.max(64, shown)));

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
