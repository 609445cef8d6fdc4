import { z } from 'zod';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { IncidentPage } from '../views.ts';
import { parseCsv } from './csv-cells.ts';

const Link = z.object({ seq: z.coerce.number().int().positive(), hash: z.string().regex(/^[0-9a-f]{64}$/) });

/** The audit entries a file stands on, and where their log ended when the file was made. */
export const Citations = z.object({ entries: z.array(Link), head: Link.nullable(), fingerprint: z.string().nullable() });
export type Citations = z.infer<typeof Citations>;

/** Cited by what is shown: each once, in the log's order. */
export function citationsOf(entries: IncidentPage['entries'], log: { head: z.infer<typeof Link>; fingerprint: string } | null): Citations {
  const stands = entries.flatMap(({ audit, annotations }) => [audit, ...annotations.map((one) => one.audit)]);
  const bySeq = new Map(stands.flatMap((audit) => (audit === null ? [] : [[audit.seq, audit] as const])));
  return {
    entries: [...bySeq.values()].sort((one, other) => one.seq - other.seq),
    head: log?.head ?? null,
    fingerprint: log?.fingerprint ?? null,
  };
}

/** First line and appendix of a Markdown export. A person's text never begins a line there. */
export const markdownMark = '## Audit entries cited';
export const csvMark = 'kind,at,originalAt,';

/** What an exported file cites, read from what its reader sees. `invalid`: it is no export of an incident. */
export function readCitations(text: string): Result<Citations> {
  const start = text.slice(0, 200).replace('\ufeff', '').trimStart();
  if (start.startsWith('{')) return fromJson(text);
  if (/^<!doctype html/i.test(start)) return fromHtml(text);
  if (start.startsWith(csvMark)) return fromCsv(text.replace('\ufeff', ''));
  return text.includes(markdownMark) ? fromMarkdown(text) : notOne();
}

const Cited = z.object({ audit: Link.nullable().default(null) });
const Document = z.object({
  citations: Citations,
  incident: z.object({ entries: z.array(Cited.extend({ annotations: z.array(Cited).default([]) })) }),
  hiddenMarks: z.array(z.object({ annotations: z.array(Cited) })).default([]),
});

function fromJson(text: string): Result<Citations> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return notOne();
  }
  const document = Document.safeParse(value);
  if (!document.success) return notOne();
  const { citations, incident, hiddenMarks } = document.data;
  // A program reads the hash beside its entry and beside what people did to it: those places are checked as well.
  const places = [...incident.entries, ...[...incident.entries, ...hiddenMarks].flatMap(({ annotations }) => annotations)];
  const beside = places.flatMap(({ audit }) => (audit === null ? [] : [audit]));
  const all = new Map([...citations.entries, ...beside].map((link) => [`${link.seq}:${link.hash}`, { seq: link.seq, hash: link.hash }]));
  return ok({ ...citations, entries: [...all.values()] });
}

function fromHtml(text: string): Result<Citations> {
  if (!text.includes('<table class="cites">')) return notOne();
  return found(
    [...text.matchAll(/<tr class="cite"><td>(\d+)<\/td><td>([0-9a-f]*)<\/td><\/tr>/g)],
    /<p class="head">Head of the log: <code>(\d+):([0-9a-f]*)<\/code><\/p>/.exec(text),
    /<p class="key">Signing key: <code>([0-9a-f]*)<\/code><\/p>/.exec(text),
    text.split('<tr class="cite">').length - 1,
  );
}

function fromMarkdown(text: string): Result<Citations> {
  const appendix = text.slice(text.lastIndexOf(markdownMark));
  return found(
    [...appendix.matchAll(/^- audit (\d+) `([0-9a-f]*)`$/gm)],
    /^- head (\d+) `([0-9a-f]*)`$/m.exec(appendix),
    /^- key `([0-9a-f]*)`$/m.exec(appendix),
    [...appendix.matchAll(/^- audit /gm)].length,
  );
}

function fromCsv(text: string): Result<Citations> {
  const [header = [], ...rows] = parseCsv(text);
  const [kind, seq, hash] = ['kind', 'auditSeq', 'auditHash'].map((name) => header.indexOf(name));
  if (kind === undefined || seq === undefined || hash === undefined || seq < 0 || hash < 0) return notOne();
  const link = (row: readonly string[]) => ({ seq: row[seq] ?? '', hash: row[hash] ?? '' });
  const bySeq = new Map(
    rows.filter((row) => row[kind] !== 'head' && link(row).seq !== '').map((row) => [`${link(row).seq}:${link(row).hash}`, link(row)]),
  );
  const head = rows.find((row) => row[kind] === 'head');
  return parsed({ entries: [...bySeq.values()], head: head === undefined ? null : link(head), fingerprint: null });
}

function found(
  entries: readonly RegExpExecArray[],
  head: RegExpExecArray | null,
  key: RegExpExecArray | null,
  lines: number,
): Result<Citations> {
  // A line that looks like a citation and is none was changed: silence about it would be a pass.
  if (lines !== entries.length) return notOne();
  return parsed({
    entries: entries.map(([, seq = '', hash = '']) => ({ seq, hash })),
    head: head === null ? null : { seq: head[1] ?? '', hash: head[2] ?? '' },
    fingerprint: key?.[1] ?? null,
  });
}

function parsed(value: unknown): Result<Citations> {
  const citations = Citations.safeParse(value);
  return citations.success ? ok(citations.data) : notOne();
}

function notOne(): Result<never> {
  return fail('invalid', 'This is no export of an incident, or its list of cited audit entries was changed.', { field: 'file' });
}
