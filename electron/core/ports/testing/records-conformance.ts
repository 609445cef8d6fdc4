import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '#shared/contract/result.ts';
import type { Records } from '../records.ts';

export interface RecordsUnderTest {
  readonly records: Records;
  remove(): void;
}

/** What every record of events promises, run against one that begins empty. */
export function describeRecords(name: string, open: () => Promise<RecordsUnderTest>): void {
  describe(`records: ${name}`, () => {
    let under: RecordsUnderTest;
    let records: Records;
    beforeEach(async () => {
      under = await open();
      records = under.records;
    });
    afterEach(async () => {
      await records.close();
      under.remove();
    });

    it('reads nothing of a stream nobody wrote', async () => {
      expect(value(await records.read('trains/a'))).toEqual([]);
      expect(value(await records.streams('trains/'))).toEqual([]);
    });

    it('gives back what was appended, numbered from 1, with its time', async () => {
      expect(value(await records.append('trains/a', 0, [{ type: 'boarded', list: [1, null, 'ü'] }, { type: 'cut' }]))).toEqual({
        version: 2,
      });
      expect(value(await records.append('trains/a', 2, [{ type: 'held' }]))).toEqual({ version: 3 });
      const events = value(await records.read('trains/a'));
      expect(events.map(({ version, data }) => [version, data])).toEqual([
        [1, { type: 'boarded', list: [1, null, 'ü'] }],
        [2, { type: 'cut' }],
        [3, { type: 'held' }],
      ]);
      expect(events.every(({ at, stream }) => at > 0 && stream === 'trains/a')).toBe(true);
    });

    it('lets one of two deciders win', async () => {
      const both = await Promise.all([records.append('trains/a', 0, [{ by: 'one' }]), records.append('trains/a', 0, [{ by: 'two' }])]);
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
      expect(both.find(({ ok }) => !ok)).toMatchObject({ error: { kind: 'conflict' } });
      expect(value(await records.read('trains/a'))).toHaveLength(1);
    });

    it('names streams by prefix, in the order in which they began', async () => {
      for (const stream of ['trains/b', 'incidents/INC-1', 'trains/a', 'trains_c']) value(await records.append(stream, 0, [{}]));
      value(await records.append('trains/b', 1, [{}]));
      expect(value(await records.streams('trains/'))).toEqual(['trains/b', 'trains/a']);
    });

    it('calls back with the streams that grew, until the signal fires', async () => {
      const told: string[] = [];
      const until = new AbortController();
      records.onChange((streams) => told.push(...streams), until.signal);
      value(await records.append('trains/a', 0, [{}]));
      await expect.poll(() => told).toEqual(['trains/a']);
      until.abort();
      value(await records.append('trains/a', 1, [{}]));
      expect(value(await records.read('trains/a'))).toHaveLength(2);
      expect(told).toEqual(['trains/a']);
    });
  });
}

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
