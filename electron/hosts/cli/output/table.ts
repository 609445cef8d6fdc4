import { oneLine } from './words.ts';
import { type Colour, type Paint, plain } from './terminal.ts';

/** A cell: text, and the colour of its state where it has one. */
export type Cell = string | { readonly text: string; readonly colour: Colour };

/** Columns under their headings, as wide as their widest cell. A column that is empty in every row is left out. */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[], paint: Paint = plain): string {
  const clean = rows.map((row) =>
    row.map((cell) => ({ text: oneLine(textOf(cell)), colour: typeof cell === 'string' ? null : cell.colour })),
  );
  const shown = headings.map((_, column) => clean.some((row) => (row[column]?.text ?? '') !== ''));
  const widths = headings.map((heading, column) => Math.max(heading.length, ...clean.map((row) => widthOf(row[column]?.text ?? ''))));
  const line = (cells: readonly { text: string; colour: Colour | null }[]): string =>
    cells
      .map(({ text, colour }, column) => {
        const padding = ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(text)));
        return { column, text: `${colour === null ? text : paint(colour, text)}${padding}` };
      })
      .filter(({ column }) => shown[column])
      .map(({ text }) => text)
      .join('   ')
      .trimEnd();
  return `${[headings.map((text) => ({ text, colour: 'dim' as const })), ...clean].map(line).join('\n')}\n`;
}

/** Two columns without headings, indented: the lines of a sheet. */
export function pairs(lines: readonly (readonly [string, string])[], width = 12): string {
  return lines.map(([left, right]) => `${`  ${left.padEnd(width)}${oneLine(right)}`.trimEnd()}\n`).join('');
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

/** Columns a terminal gives a text: code points, not UTF-16 units. */
function widthOf(text: string): number {
  return [...text].length;
}
