import type { Prepared } from './export-facts.ts';

/** The page as data, with what it cites. Hidden entries are left out unless asked for; `hidden` says how many. */
export function jsonOf({ page, citations, hidden }: Prepared): string {
  const entries = page.entries.filter((entry) => hidden || !entry.hidden);
  const left = page.entries.length - entries.length;
  return `${JSON.stringify({ format: 'release-command-center/incident', version: 1, incident: { ...page, entries }, hiddenEntries: left, citations }, null, 2)}\n`;
}
