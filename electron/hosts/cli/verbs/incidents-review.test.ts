import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { fail, ok } from '#shared/contract/result.ts';
import { pageOf } from '#shared/domain/incidents/page.ts';
import { exampleIncident, openedAt } from '#shared/domain/incidents/testing/example-incident.ts';
import { Review } from '#shared/domain/incidents/views.ts';
import { runLine } from '../testing/run-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'rcc-review-'));
afterAll(() => rmSync(folder, { recursive: true }));

const review = {
  summary: 'Payments failed for 11 minutes.\nNobody \u0085 saw it.',
  whatHelped: 'the dial',
  whatHindered: '',
  contributing: ['a time-out of 500 ms'],
  actions: [
    { mechanism: 'the pipeline refuses a time-out below p99', kind: 'prevents' as const, owner: 'payments team', due: '2026-12-24' },
  ],
};
const bare = pageOf(exampleIncident(), openedAt + 60_000);
const written = { ...bare, review };
const given = (text: string) => {
  const file = join(folder, 'review.yaml');
  writeFileSync(file, text);
  return file;
};

describe('rcc incidents review', () => {
  test('prints a template that says what a mechanism is, and reads as an empty review', async () => {
    const { code, stdout } = await runLine(['incidents', 'review', 'INC-7'], { calls: { 'incidents.show': () => ok(bare) } });
    expect(code).toBe(0);
    expect(stdout).toContain('A mechanism works when nobody remembers');
    expect(Review.parse(parse(stdout))).toMatchObject({ summary: '', actions: [] });
    const json = await runLine(['incidents', 'review', 'INC-7', '--json'], { calls: { 'incidents.show': () => ok(bare) } });
    expect(JSON.parse(json.stdout)).toMatchObject({ id: 'INC-7', review: null });
  });

  test('what it prints can be written back', async () => {
    const printed = await runLine(['incidents', 'review', 'INC-7'], { calls: { 'incidents.show': () => ok(written) } });
    expect(printed.stdout).not.toMatch(/[\u0080-\u009f]/);
    const calls = { 'incidents.review': () => ok(written) };
    const set = await runLine(['incidents', 'review', 'INC-7', '--file', given(printed.stdout), '--json'], { calls });
    expect(set.code).toBe(0);
    expect(JSON.parse(set.stdout)).toMatchObject({ id: 'INC-7', review: { actions: [{ owner: 'payments team' }] } });
    expect(set.asked.at(-1)).toMatchObject({ path: 'incidents.review', input: { incident: 'INC-7', review: { actions: review.actions } } });
    const json = await runLine(['incidents', 'review', 'INC-7', '--file', given(JSON.stringify(review))], { calls });
    expect(json.stdout).toBe('INC-7  review written, 1 actions\n');
  });

  test.each([
    ['summary: x', 'whatHelped: expected string'],
    ['summary: "x"\nwhatHelped: ""\nwhatHindered: ""\ncontributing: []\nactions: []\nblame: ann', 'there is no key blame here'],
    [JSON.stringify({ ...review, actions: [{ ...review.actions[0], due: 'soon' }] }), 'actions[0].due'],
    ['a: &a [x,x]\nb: *nowhere', 'review.yaml:'],
  ])('%j is refused with its place, before anything is asked', async (text, words) => {
    const refused = await runLine(['incidents', 'review', 'INC-7', '--file', given(text)]);
    expect(refused).toMatchObject({ code: 64, asked: [] });
    expect(refused.stderr).toContain(words);
  });

  test('a promise in place of a mechanism is what a person typed wrong; a file that is not there is not found', async () => {
    const calls = { 'incidents.review': () => fail('invalid', 'Name what works when nobody does.', { field: 'review.actions.0' }) };
    expect(await runLine(['incidents', 'review', 'INC-7', '--file', given(JSON.stringify(review))], { calls })).toMatchObject({ code: 64 });
    expect(await runLine(['incidents', 'review', 'INC-7', '--file', join(folder, 'none')])).toMatchObject({ code: 1, asked: [] });
  });
});
