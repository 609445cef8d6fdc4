import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fail, ok } from '#shared/contract/result.ts';
import { pageOf } from '#shared/domain/incidents/page.ts';
import { exampleFact, exampleIncident, gathered, openedAt } from '#shared/domain/incidents/testing/example-incident.ts';
import { runLine } from '../testing/run-line.ts';

const hidden = { type: 'hid', entry: 'event:2', hidden: true, reason: 'noise', by: 'ann', auditId: 'a1' } as const;
const facts = [exampleFact('event:1', openedAt + 1_000, { text: 'RolloutAborted \u001b[31m' }), exampleFact('event:2', openedAt + 2_000)];
const page = pageOf(exampleIncident([gathered({ facts }), hidden]), openedAt + 60_000);

describe('rcc incidents', () => {
  test('show has the timeline in order, without what is hidden and without escapes of others', async () => {
    const calls = { 'incidents.show': () => ok(page) };
    const { code, stdout } = await runLine(['incidents', 'show', 'INC-7'], { calls });
    expect(code).toBe(0);
    expect(stdout).toMatch(/INC-7.*severity 2[\s\S]*INC-7 opened[\s\S]*RolloutAborted/);
    expect(stdout).not.toContain('event:2');
    expect(stdout).not.toContain('\u001b');
    const all = await runLine(['incidents', 'show', 'INC-7', '--hidden', '--json'], { calls });
    const read: { entries: { id: string }[]; openedAt: string } = JSON.parse(all.stdout);
    expect(read.entries.map(({ id }) => id)).toEqual(['desk:opened', 'event:1', 'event:2']);
    expect(read.openedAt).toBe(new Date(openedAt).toISOString());
  });

  test('one that is not there ends with 1, a writer nobody knows with 2', async () => {
    const calls = {
      'incidents.show': () => fail('not-found', 'There is no incident INC-9.', { field: 'incident' }),
      'incidents.note': () => fail('refused-by-policy', 'No cluster says who you are, so nothing is written in your name.'),
    };
    expect(await runLine(['incidents', 'show', 'INC-9'], { calls })).toMatchObject({ code: 1 });
    expect(await runLine(['incidents', 'note', 'INC-7', '--text', 'x'], { calls })).toMatchObject({ code: 2 });
    expect(await runLine(['incidents', 'note', 'INC-7'], { calls })).toMatchObject({ code: 64, asked: [] });
    expect(await runLine(['incidents', 'open'], { calls })).toMatchObject({ code: 64, asked: [] });
  });

  test('open asks for severity and the time it began', async () => {
    const calls = { 'incidents.open': () => ok(page) };
    const { code, stdout, asked } = await runLine(['incidents', 'open', '--title', 'Payments fail', '--severity', '1', '--json'], {
      calls,
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ id: 'INC-7', state: 'open' });
    expect(asked.at(-1)).toMatchObject({
      path: 'incidents.open',
      input: { title: 'Payments fail', severity: 1, targets: [], since: null },
    });
  });

  test('export goes to stdout as it is, or to a file', async () => {
    const calls = { 'incidents.export': () => ok({ fileName: 'INC-7.html', mediaType: 'text/html', text: '<p>é' }) };
    expect(await runLine(['incidents', 'export', 'INC-7', '--format', 'html'], { calls })).toMatchObject({ code: 0, stdout: '<p>é' });
    const file = join(mkdtempSync(join(tmpdir(), 'rcc-export-')), 'INC-7.html');
    const written = await runLine(['incidents', 'export', 'INC-7', '--format', 'html', '--output', file, '--json'], { calls });
    expect(JSON.parse(written.stdout)).toEqual({ file, mediaType: 'text/html', bytes: 5 });
    expect(readFileSync(file, 'utf8')).toBe('<p>é');
    expect(await runLine(['incidents', 'export', 'INC-7', '--output', '/nowhere/INC-7.md'], { calls })).toMatchObject({ code: 1 });
  });
});
