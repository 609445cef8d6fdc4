import { expect, it } from 'vitest';
import { fail, ok } from '#shared/contract/result.ts';
import { departedTrain, exampleChange, manifestedOf, trainFrom } from '#shared/domain/trains/testing/example-train.ts';
import { createMemoryRecords } from '../ports/testing/memory-records.ts';
import type { KeptTrain } from './train-store.ts';
import { watchGoes } from './watch-goes.ts';

const now = Date.parse('2026-11-26T10:00:00Z');
const change = exampleChange('catalog', 1);
const deciding = trainFrom([
  { type: 'boarded', change, by: 'CI', reason: '' },
  { type: 'cut', by: 'timetable', reason: '', note: '' },
  { type: 'manifest', passengers: [manifestedOf(change)] },
]);
const kept = (train: KeptTrain['train']): KeptTrain => ({ train, happened: [], version: 1 });

/** What is asked in two turns. */
async function asked(train: KeptTrain['train'], spoken: boolean): Promise<string[]> {
  const ended = new AbortController();
  const records = createMemoryRecords({ now: () => now });
  if (spoken) await records.append(`checklist/${train.plan.id}`, 0, [{ type: 'signed' }]);
  const ids: string[] = [];
  let turns = 0;
  const clock = {
    now: () => now,
    monotonic: () => now,
    sleep: async () => {
      turns += 1;
      if (turns === 2) ended.abort();
    },
  };
  const standing = async (id: string) => {
    ids.push(id);
    return fail('unreachable', 'nobody answers');
  };
  await watchGoes({ clock, records }, { all: async () => ok([kept(train)]) }, standing, ended.signal);
  return ids;
}

it('asks again and again about a train that waits for its departure, once somebody has spoken of it', async () => {
  expect(await asked(deciding, true)).toEqual(['shop-2026-11-24', 'shop-2026-11-24']);
});

it('asks nothing of a train nobody has spoken of, and none of one that has left', async () => {
  expect(await asked(deciding, false)).toEqual([]);
  expect(await asked(departedTrain(), true)).toEqual([]);
});
