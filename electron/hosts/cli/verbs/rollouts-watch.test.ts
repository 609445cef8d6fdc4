import { describe, expect, test } from 'vitest';
import type { LiveMessage } from '#shared/contract/procedure.ts';
import { fail, ok } from '#shared/contract/result.ts';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { targetKey } from '#shared/domain/rollouts/target.ts';
import { exampleRow } from '../testing/examples.ts';
import { runLine } from '../testing/run-line.ts';

const keyed = (row: RolloutRow): [string, RolloutRow] => [targetKey(row.workload.target), row];
const payments = exampleRow();
const checkout = exampleRow({ name: 'checkout' });
const calls = { 'rollouts.list': () => ok({ rows: [payments, checkout], problems: [] }) };
const patch = (...rows: RolloutRow[]): LiveMessage<unknown> => ({ type: 'patch', at: 0, set: rows.map(keyed), removed: [] });
const snapshot: LiveMessage<unknown> = { type: 'snapshot', at: 0, items: [keyed(payments), keyed(checkout)] };

async function watched(argv: readonly string[], ...messages: LiveMessage<unknown>[]) {
  const ran = await runLine(['rollouts', 'watch', ...argv], { calls, streams: { 'rollouts.watch': () => messages } });
  return { ...ran, lines: ran.stdout === '' ? [] : ran.stdout.trimEnd().split('\n') };
}

describe('rollouts watch --json', () => {
  test('is one object a line: what is there, then each change', async () => {
    const moved = exampleRow({}, { phase: 'Healthy', currentStepIndex: 8 });
    const { code, lines } = await watched(['--json'], snapshot, patch(moved));
    expect(code).toBe(0);
    expect(lines.map((line) => JSON.parse(line)).map(({ name, phase }) => [name, phase])).toEqual([
      ['payments', 'Paused'],
      ['checkout', 'Paused'],
      ['payments', 'Healthy'],
    ]);
  });

  test('a new age alone is no change', async () => {
    const { lines } = await watched(['--json'], snapshot, patch({ ...payments, at: payments.at + 2_000 }));
    expect(lines).toHaveLength(2);
  });

  test('what was deleted says so', async () => {
    const { lines } = await watched(['--json'], snapshot, { type: 'patch', at: 0, set: [], removed: [keyed(checkout)[0]] });
    expect(JSON.parse(lines[2] ?? '')).toEqual({
      context: 'prod-eu-west',
      namespace: 'shop',
      kind: 'Rollout',
      name: 'checkout',
      removed: true,
    });
  });

  test('a cluster that cannot be read ends it, with stdout empty', async () => {
    const broken = { 'rollouts.list': () => fail('unreachable', 'Nobody answered.') };
    expect(await runLine(['rollouts', 'watch', '--json'], { calls: broken })).toMatchObject({ code: 4, stdout: '' });
  });
});

describe('rollouts watch NAME', () => {
  test('tells of that one only', async () => {
    const { lines } = await watched(['checkout'], snapshot);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d {2}shop rollout\/checkout {2}paused {2}5% 5% – {2}step 2 of 8 /);
  });
});
