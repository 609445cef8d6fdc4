import { describe, expect, test } from 'vitest';
import { fail, ok } from '#shared/contract/result.ts';
import type { ChecklistView } from '#shared/domain/checklist/views.ts';
import { runLine } from '../testing/run-line.ts';

const view: ChecklistView = {
  train: 'shop-1',
  label: 'shop, 24 Nov 13:00',
  departsAt: 2,
  departedAt: null,
  services: 2,
  changes: 7,
  tier: 1,
  items: [
    item('ci-green:payments', 'passed', '3 of 3'),
    { ...item('rollback-drilled:payments', 'waived', '41 d ago'), waiver: { by: 'al', role: 'admin', reason: 'booked for Monday', at: 1 } },
    item('ci-green:search', 'failed', 'unit failed'),
  ],
  evidenceDigest: '7f3a91c4'.repeat(8),
  standing: { state: 'cannot-go', sentence: 'Cannot go yet', detail: '1 check stops it' },
  quorum: [{ role: 'conductor', by: null, verdict: null, at: null }],
  decisions: [],
  me: { name: 'mo', roles: ['conductor'], why: 'mo, by roles.yaml version 3' },
  problems: [],
  at: 1,
};

function item(id: string, state: ChecklistView['items'][number]['state'], text: string): ChecklistView['items'][number] {
  const service = id.split(':')[1] ?? null;
  return { id, title: 'a check', kind: 'automatic', service, state, text, evidence: [], at: 1, role: 'admin', signOff: null, waiver: null };
}

describe('rcc checklist', () => {
  test('show: what stops it comes first, waivers stay visible; --json is the view', async () => {
    const { stdout, code } = await runLine(['checklist', 'show', 'shop-1'], { calls: { 'checklist.show': () => ok(view) } });
    expect(code).toBe(0);
    expect(stdout).toContain('shop, 24 Nov 13:00: Cannot go yet, 1 check stops it');
    expect(stdout.indexOf('ci-green:search')).toBeLessThan(stdout.indexOf('ci-green:payments'));
    expect(stdout).toContain('waived by al (admin): booked for Monday');
    const json = await runLine(['checklist', 'show', 'shop-1', '--json'], { calls: { 'checklist.show': () => ok(view) } });
    expect(JSON.parse(json.stdout)).toMatchObject({ train: 'shop-1', standing: { state: 'cannot-go' } });
  });

  test.each([
    [['sign', 'shop-1', '--item', 'watch', '--reason', 'until 16:00'], 'sign', { train: 'shop-1', item: 'watch', note: 'until 16:00' }],
    [['waive', 'shop-1', '--item', 'drill', '--reason', 'booked'], 'waive', { train: 'shop-1', item: 'drill', reason: 'booked' }],
    [
      ['decide', 'shop-1', '--verdict', 'go-with-conditions', '--reason', 'r', '--condition', 'a; b'],
      'decide',
      { train: 'shop-1', verdict: 'go-with-conditions', reason: 'r', conditions: ['a', 'b'], evidenceDigest: null },
    ],
  ])('%j says it', async (words, procedure, input) => {
    const ran = await runLine(['checklist', ...words], { calls: { [`checklist.${procedure}`]: () => ok(view) } });
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.asked.at(-1)).toEqual({ path: `checklist.${procedure}`, input });
  });

  test.each([
    [['checklist', 'sign', 'shop-1'], 'An item is missing'],
    [['checklist', 'waive', 'shop-1', '--item', 'x'], 'A reason is missing'],
    [['checklist', 'decide', 'shop-1'], 'A verdict is missing'],
    [['checklist', 'decide', 'shop-1', '--verdict', 'maybe'], '--verdict maybe is none'],
  ])('%j is bad usage, and says what is missing', async (line, words) => {
    const { code, stderr } = await runLine(line, {});
    expect(code).toBe(64);
    expect(stderr).toContain(words);
  });

  test('a refusal by the desk’s rule is exit code 2, a train nobody knows 1', async () => {
    const refused = { 'checklist.decide': () => fail('refused-by-policy', 'CI green, search: unit failed.') };
    expect(await runLine(['checklist', 'decide', 'shop-1', '--verdict', 'go'], { calls: refused })).toMatchObject({ code: 2 });
    const unknown = { 'checklist.show': () => fail('not-found', 'There is no train x.') };
    expect(await runLine(['checklist', 'show', 'x'], { calls: unknown })).toMatchObject({ code: 1 });
  });
});
