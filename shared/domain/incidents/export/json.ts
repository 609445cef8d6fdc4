import type { Prepared } from './export-facts.ts';

/** The page as data, with what it cites. Hidden entries are left out unless asked for; `hidden` says how many. */
export function jsonOf({ page, citations, hidden }: Prepared): string {
  const entries = page.entries.filter((entry) => hidden || !entry.hidden);
  const hiddenMarks = page.entries
    .filter((entry) => entry.hidden && !hidden)
    .map(({ id, annotations }) => ({
      id,
      annotations: annotations.filter(({ kind }) => kind === 'hidden'),
    }));
  return `${JSON.stringify({ format: 'release-command-center/incident', version: 1, incident: { ...page, entries }, hiddenEntries: hiddenMarks.length, hiddenMarks, citations }, null, 2)}\n`;
}
