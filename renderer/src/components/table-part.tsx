import type { ReactElement, ReactNode } from 'react';
import { useNear } from './use-near.ts';

interface TablePartProps {
  /** Drawn from the beginning. */
  readonly first: boolean;
  /** Drawn this much later than it came near, ms: neighbours differ, so that a jump through the table is no single long task. */
  readonly waitMs?: number;
  readonly rows: number;
  readonly columns: number;
  readonly children: () => ReactNode;
}

/** Of a row that was never drawn, pixels. */
const rowHeight = 33;

/**
 * Some rows of a long table that scrolls with its page; out of sight one empty row as high as they were. The table tells
 * `aria-rowcount`, and each row its `aria-rowindex`. A grid that scrolls by itself is a `RowGrid`.
 */
export function TablePart({ first, waitMs = 0, rows, columns, children }: TablePartProps): ReactElement {
  const { ref, near, height } = useNear<HTMLTableSectionElement>(first, waitMs);
  return (
    <tbody ref={ref}>
      {near ? (
        children()
      ) : (
        <tr aria-hidden="true">
          <td colSpan={columns} style={{ height: height ?? rows * rowHeight }} />
        </tr>
      )}
    </tbody>
  );
}
