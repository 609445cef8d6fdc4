import type { IncidentPage } from '../views.ts';
import { type Citations, citationsOf } from './citations.ts';
import { csvOf } from './csv.ts';
import { htmlOf } from './html.ts';
import { jsonOf } from './json.ts';
import { markdownOf } from './markdown.ts';

/** What a file is made from. `log`: null where the audit log cannot be read; then the file says so. */
export interface ExportFacts {
  readonly page: IncidentPage;
  readonly log: { readonly head: { readonly seq: number; readonly hash: string }; readonly fingerprint: string } | null;
  readonly hidden: boolean;
  readonly timeZone: string;
}

export interface Prepared extends ExportFacts {
  readonly citations: Citations;
}

export interface Exported {
  readonly fileName: string;
  readonly mediaType: string;
  readonly text: string;
}

const kinds = {
  md: { mediaType: 'text/markdown', write: markdownOf },
  html: { mediaType: 'text/html', write: htmlOf },
  json: { mediaType: 'application/json', write: jsonOf },
  csv: { mediaType: 'text/csv', write: csvOf },
} as const;

/** An incident as one file that needs nothing beside it. The same facts give the same file. */
export function exportOf(facts: ExportFacts, format: keyof typeof kinds): Exported {
  const { page, hidden, log } = facts;
  const shown = page.entries.filter((entry) => hidden || !entry.hidden);
  const { mediaType, write } = kinds[format];
  return { fileName: `${page.id}.${format}`, mediaType, text: write({ ...facts, citations: citationsOf(shown, log) }) };
}
