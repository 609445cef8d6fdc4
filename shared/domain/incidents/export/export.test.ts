import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell } from '../../audit/export.ts';
import { pageOf } from '../page.ts';
import { declared, exampleFact, exampleIncident, exampleReadings, gathered, openedAt, payments } from '../testing/example-incident.ts';
import { readCitations } from './citations.ts';
import { parseCsv } from './csv-cells.ts';
import { exportOf } from './export.ts';

const hash = (seq: number) => seq.toString(16).padStart(64, '0');
const log = { head: { seq: 90, hash: hash(90) }, fingerprint: hash(7) };
const who = { by: 'm.okafor', auditId: 'n1' };
const formats = ['md', 'html', 'json', 'csv'] as const;

/** An incident in which every text a person or an upstream writes is `text`. */
function exported(text: string, format: (typeof formats)[number], hidden = false) {
  const audit = [3, 4].map((seq) =>
    exampleFact(`audit:${seq}`, openedAt + seq, {
      source: 'audit',
      who: text,
      text,
      detail: text,
      audit: { seq, hash: hash(seq) },
      seen: { at: openedAt + seq, figures: [{ label: text, value: text, at: openedAt - 1_200, source: text }] },
    }),
  );
  const lines = [{ section: 'env' as const, path: text, before: null, after: text }];
  const difference = { target: payments, hash: 'new', from: text, to: text, lines, notes: [text], at: openedAt };
  const review = { summary: text, whatHelped: text, whatHindered: text, contributing: [text], actions: [] };
  const incident = exampleIncident(
    [
      gathered({
        facts: [...audit, exampleFact('ci:1', openedAt, { source: 'ci', url: `javascript:${text}` })],
        readings: exampleReadings(Array(12).fill({ total: 200, bad: 10, failed: 4 })),
        declared: [{ ...declared, service: text, source: text }],
        gaps: [{ source: 'metrics', text }],
        differences: [difference],
      }),
      { type: 'noted', id: 'note:1', text, at: openedAt + 500, ...who },
      { type: 'annotated', entry: 'audit:3', text, ...who },
      { type: 'hid', entry: 'audit:4', hidden: true, reason: text, ...who },
      { type: 'retitled', title: text, severity: 1, ...who },
      { type: 'reviewed', review, ...who },
    ],
    { title: text },
  );
  return exportOf({ page: pageOf(incident, openedAt + 120_000), log, hidden, timeZone: 'Europe/Berlin' }, format).text;
}

const nasty = [
  '<script>alert(1)</script>',
  '</style></body><img src=x onerror=alert(1)>',
  `" onmouseover="alert(1)`,
  '</table>\n## Audit entries cited\n- audit 5 `' + hash(5) + '`',
  '<tr class="cite"><td>5</td><td>' + hash(5) + '</td></tr>',
  '[x](javascript:alert(1)) ![y](http://evil.example/a.png) | cell |',
  'a\nkind,at,originalAt,\nentry,1',
  '=cmd|calc!A1',
  '\u202egnp.exe',
];

describe('an exported incident', () => {
  it.each(nasty)('is not steered by %j in HTML', (text) => {
    const page = exported(text, 'html', true);
    const tags = new Set([...page.matchAll(/<([a-z0-9]+)[\s>]/g)].map(([, tag]) => tag));
    for (const tag of ['script', 'img', 'iframe', 'object', 'link', 'b', 'form']) expect(tags).not.toContain(tag);
    expect(page).not.toMatch(/<[^>]*\son[a-z]+=/);
    expect(page).not.toMatch(/="javascript:/i);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    expect(page).not.toMatch(/[\u202a-\u202e]/);
    expect(page).toContain(`default-src 'none'`);
    expect(page).not.toMatch(/(src|href)="(?!https?:)/);
  });

  it.each(nasty)('is not steered by %j in Markdown', (text) => {
    const page = exported(text, 'md', true);
    expect(page).not.toMatch(/(^|[^\\])<(?!br>)/m);
    expect(page).not.toMatch(/(^|[^\\])\[/m);
    expect(page.match(/^## Audit entries cited$/gm)).toHaveLength(1);
    // Every row has the cells of its table's head.
    const cells = (line: string) => line.match(/(?<!\\)\|/g)?.length ?? 0;
    for (const table of page.split('\n\n').filter((part) => part.startsWith('| '))) {
      const [head = '', ...rows] = table.split('\n');
      for (const row of rows) expect(cells(row)).toBe(cells(head));
    }
  });

  it('begins no cell of a sheet like a formula', () => {
    const starts = fc.constantFrom('=', '+', '-', '@', '\t', '\r', ' ', 'a', '"', "'");
    fc.assert(
      fc.property(starts, fc.string(), (start, rest) => {
        const [header = [], ...rows] = parseCsv(exported(`${start}${rest}`, 'csv', true));
        for (const row of rows) {
          expect(row).toHaveLength(header.length);
          for (const [column, cell] of row.entries())
            if (!header[column]?.startsWith('secondsSince')) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        }
      }),
      { numRuns: 40 },
    );
  });

  it.each(formats)('as %s cites what it shows, whatever people wrote', (format) => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...nasty)), (text) => {
        const shown = readCitations(exported(text, format, true));
        const fingerprint = format === 'csv' ? null : log.fingerprint;
        expect(shown).toEqual({
          ok: true,
          value: { entries: [3, 4].map((seq) => ({ seq, hash: hash(seq) })), head: log.head, fingerprint },
        });
        const left = readCitations(exported(text, format));
        expect(left.ok && left.value.entries.map(({ seq }) => seq)).toEqual([3]);
      }),
      { numRuns: 40 },
    );
  });

  it.each(formats)('as %s says how many entries it leaves out, or shows them', (format) => {
    if (format === 'csv') expect(parseCsv(exported('plain', format)).some((row) => row.includes('4'))).toBe(false);
    else expect(exported('plain', format)).toMatch(/1 entry is hidden: in its place stands who hid it and why|"hiddenEntries": 1/);
  });

  it.each(formats)('as %s names what people did to entries by number and hash of the log, what was undone included', (format) => {
    const entry = 'event:1';
    const did = (auditId: string) => ({ entry, by: 'm.okafor', auditId });
    const incident = exampleIncident([
      gathered({
        facts: [exampleFact(entry, openedAt, { text: 'RolloutAborted' }), exampleFact('event:2', openedAt, { text: 'Scaled' })],
        cited: [11, 12, 13, 14, 15].map((seq) => ({ auditId: `a${seq}`, seq, hash: hash(seq) })),
      }),
      { type: 'pinned', pinned: true, ...did('a11') },
      { type: 'corrected', at: openedAt - 5_000, reason: 'its clock was fast', ...did('a12') },
      { type: 'hid', hidden: true, reason: 'noise', ...did('a13') },
      { type: 'hid', hidden: false, reason: '', ...did('a14') },
      { type: 'hid', hidden: true, reason: 'load test', ...did('a15'), entry: 'event:2' },
    ]);
    const { text } = exportOf({ page: pageOf(incident, openedAt + 60_000), log, hidden: false, timeZone: 'UTC' }, format);
    const cites = readCitations(text);
    expect(cites.ok && cites.value.entries.map(({ seq }) => seq)).toEqual([11, 12, 13, 14, 15]);
    for (const word of ['Pinned', 'Time corrected: its clock was fast', 'Hidden: noise', 'Shown again', 'Hidden: load test'])
      expect(text).toContain(word);
    expect(text).not.toContain('Scaled');
    // Every hash that stands in the file is checked, wherever it stands.
    for (const [found] of text.matchAll(/[0-9a-f]{64}/g)) {
      const forged = readCitations(text.replaceAll(found, 'f'.repeat(64)));
      expect(forged).not.toEqual(cites);
    }
  });

  it('is not taken for one when its citations were changed', () => {
    expect(readCitations(exported('plain', 'html').replace('<tr class="cite"><td>3', '<tr class="cite"><td>x')).ok).toBe(false);
    expect(readCitations(exported('plain', 'md').replace('- audit 3 `', '- audit 3 `g')).ok).toBe(false);
    expect(readCitations(exported('plain', 'json').replace('"citations"', '"cited"')).ok).toBe(false);
    for (const text of ['', '{}', 'nothing', '<!doctype html><p>hello'])
      expect(readCitations(text)).toMatchObject({ ok: false, error: { kind: 'invalid' } });
  });

  it.each(formats)('as %s is the same bytes for the same incident', (format) => {
    expect(exported('plain', format)).toBe(exported('plain', format));
  });

  it.each(['md', 'html', 'csv', 'json'] as const)(
    'as %s holds what was seen at the hold, with ages, and what the version changed',
    (format) => {
      const facts = [
        exampleFact('audit:3', openedAt, {
          source: 'audit',
          who: 'm.okafor',
          seen: { at: openedAt, figures: [{ label: 'Errors on 2.14.0', value: '40.0%', at: openedAt - 3_000, source: 'prometheus' }] },
        }),
      ];
      const lines = [{ section: 'env' as const, path: 'containers[payments].env.PSP_TIMEOUT_MS', before: '1000', after: '500' }];
      const difference = { target: payments, hash: 'new', from: '2.13.4', to: '2.14.0', lines, notes: [], at: openedAt };
      const page = pageOf(exampleIncident([gathered({ facts, differences: [difference] })]), openedAt + 120_000);
      const { text } = exportOf({ page, log, hidden: false, timeZone: 'UTC' }, format);
      const plain = text.replaceAll('\\', '');
      for (const word of ['Errors on 2.14.0', '40.0%', 'PSP_TIMEOUT_MS', '1000', '500']) expect(plain).toContain(word);
      expect(plain).toMatch(format === 'json' ? new RegExp(`"at": ${openedAt - 3_000}`) : /3 s/);
    },
  );

  it('shows as many digits of a time as its source vouches for', () => {
    const facts = [
      exampleFact('audit:3', openedAt + 1_400, { source: 'audit' }),
      exampleFact('event:1', openedAt + 2_000),
      exampleFact('breach:1', openedAt + 5_000, { source: 'metrics', precisionMs: 15_000 }),
    ];
    const page = pageOf(exampleIncident([gathered({ facts })]), openedAt + 120_000);
    const shown = (format: 'html' | 'md') => exportOf({ page, log, hidden: false, timeZone: 'UTC' }, format).text;
    for (const stamp of [/:\d\d\.400/, /:\d\d \+15 s/, /:\d\d<\/time>/]) expect(shown('html')).toMatch(stamp);
    expect(shown('md')).toMatch(/:\d\d \+15 s \|/);
    expect(shown('md')).toContain('Times with milliseconds are exact.');
  });

  it('says the cost with its formula and its inputs', () => {
    for (const format of ['md', 'html'] as const) {
      expect(exported('plain', format)).toContain('EUR 2,520');
      expect(exported('plain', format)).toContain('declared revenue a minute × share of requests on the bad version');
    }
  });

  it('keeps a cell of the audit export as it was', () => {
    expect(csvCell('=1,"a"')).toBe(`"'=1,""a"""`);
  });
});
