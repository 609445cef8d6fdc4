import { expect, it } from 'vitest';
import { fail } from '#shared/contract/result.ts';
import { createMemoryRecords } from '../ports/testing/memory-records.ts';
import { createStandings, standingFact, standingShown } from './standings.ts';

const now = Date.parse('2026-11-24T12:00:00Z');
const clock = { now: () => now, monotonic: () => now, sleep: async () => {} };
const silent = fail('unreachable', 'The checklist does not answer.');

it('asks once for all who look, and anew as soon as somebody speaks, the train moves or an incident opens', async () => {
  const records = createMemoryRecords({ now: () => now });
  const asked: string[] = [];
  const standings = createStandings(
    { clock, records },
    async (train) => {
      asked.push(train);
      return silent;
    },
    new AbortController().signal,
  );
  const look = async () => {
    await standings.lately('shop-1', 10_000);
    await standings.lately('shop-1', 10_000);
  };
  await look();
  expect(asked).toHaveLength(1);
  let count = 1;
  for (const stream of ['checklist/shop-1', 'trains/shop-1', 'incidents/INC-1']) {
    await records.append(stream, 0, [{ type: 'something' }]);
    await look();
    count += 1;
    expect(asked).toHaveLength(count);
  }
  await records.append('checklist/shop-2', 0, [{ type: 'signed' }]);
  await look();
  expect(asked).toHaveLength(count);
});

it('what cannot be asked is said, and is no go', () => {
  expect(standingShown(silent)).toEqual({ state: 'cannot-go', sentence: 'Cannot go yet', detail: 'The checklist does not answer.' });
  expect(standingFact(silent, null)).toMatchObject({ goHolds: false, reason: 'The checklist does not answer.' });
  expect(standingFact(null, null)).toBeNull();
});
