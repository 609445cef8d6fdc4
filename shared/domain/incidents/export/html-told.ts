import type { Prepared } from './export-facts.ts';
import { html } from './escape.ts';
import { ageAtHold, changeText, differenceTitle, holdsOf, holdTitle } from './told.ts';
import { exactTimeText } from './words.ts';

/** What the versions it is about changed: the line to blame is one of these, or none of them. */
export function differencePart({ page: { differences } }: Prepared): string {
  if (differences.length === 0) return '';
  const parts = differences.map((difference) => {
    const rows = difference.lines.map((line) => {
      const { before, after } = changeText(line);
      return `<tr><td class="mono">${html(line.path).replaceAll('.', '.<wbr>')}</td><td class="mono">${html(before)}</td><td class="mono">${html(after)}</td></tr>`;
    });
    const notes = difference.notes.map((note) => `<p class="soft">${html(note)}.</p>`);
    const table =
      rows.length === 0
        ? '<p>The two versions do not differ.</p>'
        : `<table class="diff"><thead><tr><th>What</th><th>${html(difference.from)}</th><th>${html(difference.to)}</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
    return `<h3><bdi>${html(differenceTitle(difference))}</bdi></h3>\n${table}\n${notes.join('')}`;
  });
  return `<h2>What the version changed</h2>\n${parts.join('\n')}\n`;
}

/** What the desk showed the person who held a rollback, figure by figure. */
export function seenPart({ page, hidden, timeZone }: Prepared): string {
  const holds = holdsOf(page, hidden);
  if (holds.length === 0) return '';
  const parts = holds.map(({ who, seen, text }) => {
    const rows = seen.figures.map(
      (figure) =>
        `<tr><td><bdi>${html(figure.label)}</bdi></td><td>${html(figure.value)}</td><td>${ageAtHold(figure, seen.at)}</td><td class="soft"><bdi>${html(figure.source)}</bdi></td></tr>`,
    );
    return `<h3><bdi>${html(holdTitle({ text }))}</bdi>, ${exactTimeText(seen.at, timeZone)}, ${html(who ?? 'not said')}</h3>
<table class="seen"><thead><tr><th>Figure</th><th>Value</th><th>Age then</th><th>Source</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
  });
  return `<h2>Seen at the hold</h2>\n<p class="soft">What the desk showed at each act that took a version back, each figure with its age at that moment. The log keeps it with the act.</p>\n${parts.join('\n')}\n`;
}
