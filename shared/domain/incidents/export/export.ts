import { citationsOf } from './citations.ts';
import { csvOf } from './csv.ts';
import type { ExportFacts } from './export-facts.ts';
import { htmlOf } from './html.ts';
import { jsonOf } from './json.ts';
import { markdownOf } from './markdown.ts';

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
  const shown = page.entries.map((entry) =>
    entry.hidden && !hidden ? { ...entry, audit: null, annotations: entry.annotations.filter(({ kind }) => kind === 'hidden') } : entry,
  );
  const { mediaType, write } = kinds[format];
  return { fileName: `${page.id}.${format}`, mediaType, text: write({ ...facts, citations: citationsOf(shown, log) }) };
}
