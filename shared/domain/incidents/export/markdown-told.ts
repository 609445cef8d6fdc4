import { markdown } from './escape.ts';
import type { Prepared } from './export-facts.ts';
import { ageAtHold, changeText, differenceTitle, holdsOf, holdTitle } from './told.ts';
import { exactTimeText } from './words.ts';

/** What the versions it is about changed. */
export function differencePart({ page: { differences } }: Prepared): string {
  if (differences.length === 0) return '';
  const parts = differences.map((difference) => {
    const rows = difference.lines.map((line) => {
      const { before, after } = changeText(line);
      return `| ${markdown(line.path)} | ${markdown(before)} | ${markdown(after)} |`;
    });
    const table =
      rows.length === 0
        ? 'The two versions do not differ.'
        : [`| what | ${markdown(difference.from)} | ${markdown(difference.to)} |`, '|---|---|---|', ...rows].join('\n');
    return [`### ${markdown(differenceTitle(difference))}`, table, ...difference.notes.map((note) => `${markdown(note)}.`)].join('\n\n');
  });
  return ['## What the version changed', ...parts].join('\n\n');
}

/** What the desk showed the person who held a rollback. */
export function seenPart({ page, hidden, timeZone }: Prepared): string {
  const holds = holdsOf(page, hidden);
  if (holds.length === 0) return '';
  const parts = holds.map(({ who, seen, text }) => {
    const rows = seen.figures.map(
      (figure) => `| ${markdown(figure.label)} | ${markdown(figure.value)} | ${ageAtHold(figure, seen.at)} | ${markdown(figure.source)} |`,
    );
    return [
      `### ${markdown(holdTitle({ text }))}, ${exactTimeText(seen.at, timeZone)}, ${markdown(who ?? 'not said')}`,
      ['| figure | value | age then | source |', '|---|---|---|---|', ...rows].join('\n'),
    ].join('\n\n');
  });
  return ['## Seen at the hold', ...parts].join('\n\n');
}
