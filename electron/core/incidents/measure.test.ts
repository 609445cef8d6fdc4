import { describe, expect, it } from 'vitest';
import { ok } from '#shared/contract/result.ts';
import type { Reading } from '#shared/domain/incidents/events.ts';
import { payments, subject } from '#shared/domain/incidents/testing/example-incident.ts';
import { exampleNow, exampleVersion, exampleWorkload } from '#shared/domain/rollouts/testing/example-workload.ts';
import { noFigures, type VersionFigures } from '#shared/domain/rollouts/version-health.ts';
import { targetKey } from '#shared/domain/rollouts/target.ts';
import type { Range } from '../ports/metrics.ts';
import { type Measured, measure } from './measure.ts';

const asked: Range[] = [];
const stop = new AbortController().signal;
const createdAt = exampleNow - 600_000;
const workload = exampleWorkload({
  versions: [exampleVersion('new', '2.14.0', { createdAt, desired: 1, available: 1 }), exampleVersion('old', '2.13.4')],
});
const rate = (requestsPerSecond: number | null, errorPercent: number | null): VersionFigures => ({
  ...noFigures,
  requestsPerSecond,
  errorPercent,
});

/** A metric server that says this of the two versions at each point. */
function server(says: (at: number) => { old: VersionFigures; fresh: VersionFigures }) {
  return {
    versionHealthSeries: async (_target: unknown, _hashes: unknown, range: Range) => {
      asked.push(range);
      const at: number[] = [];
      for (let next = range.from; next <= range.to; next += range.stepSeconds * 1_000) at.push(next);
      const byHash = new Map([
        ['old', at.map((one) => says(one).old)],
        ['new', at.map((one) => says(one).fresh)],
      ]);
      return ok({ byHash, at, source: 'prometheus' });
    },
  };
}

const one = (more: Partial<Measured> = {}): Measured => ({
  target: payments,
  subject,
  workload,
  known: [],
  since: createdAt - 60_000,
  ...more,
});
const read = async (says: Parameters<typeof server>[0], more: Partial<Measured> = {}): Promise<Reading[]> => {
  const answer = await measure({ metrics: server(says), now: exampleNow }, one(more), stop);
  return answer.ok ? answer.value : [];
};
const last: Reading = { target: targetKey(payments), from: exampleNow - 200_000, to: exampleNow - 100_000, total: 190, bad: 0, failed: 0 };

describe('readings of an incident', () => {
  it('reach back to where it began, without a gap, and share requests between the versions', async () => {
    const readings = await read((at) => ({ old: rate(190, 0.2), fresh: at < createdAt ? noFigures : rate(10, 40) }));
    expect(readings[0]?.from).toBe(createdAt - 60_000);
    for (const [index, { from }] of readings.entries()) if (index > 0) expect(from).toBe(readings[index - 1]?.to);
    expect(readings.at(-1)).toMatchObject({ total: 200, bad: 10, failed: 4 });
    // Before its first pod nobody was sent there.
    expect(readings[0]).toMatchObject({ total: 190, bad: 0, failed: 0 });
  });

  it('hold what both versions failed, with the window of the rates: what calls one worse is asked of these', async () => {
    const readings = await read((at) => ({ old: rate(190, 0.2), fresh: at < createdAt ? noFigures : rate(10, 40) }));
    expect(readings[0]?.compared).toBeUndefined();
    expect(readings.at(-1)?.compared).toEqual({
      bad: { requestsPerSecond: 10, errorPercent: 40 },
      stable: { requestsPerSecond: 190, errorPercent: 0.2 },
      stableLabel: '2.13.4',
      windowMs: 60_000,
      source: 'prometheus',
    });
  });

  it('go on where the last ones end', async () => {
    await read(() => ({ old: rate(190, 0), fresh: rate(10, 40) }), { known: [last] });
    expect(asked.at(-1)).toMatchObject({ from: last.to + 15_000, stepSeconds: 15 });
  });

  it('are unknown where a series says nothing', async () => {
    const silent = await read(() => ({ old: rate(190, 0), fresh: noFigures }), { since: createdAt });
    expect(silent.every(({ bad, total }) => bad === null && total === null)).toBe(true);
    const blind = await read(() => ({ old: rate(190, 0), fresh: rate(10, null) }));
    expect(blind.at(-1)).toMatchObject({ bad: 10, failed: null });
    const alone = await read(() => ({ old: noFigures, fresh: rate(10, 40) }), { since: createdAt });
    expect(alone.every(({ total }) => total === null)).toBe(true);
  });

  it('are zero once the version was seen without requests and its pods are gone', async () => {
    const gone = exampleWorkload({ versions: [exampleVersion('new', '2.14.0', { createdAt }), exampleVersion('old', '2.13.4')] });
    const says = () => ({ old: rate(190, 0), fresh: noFigures });
    expect((await read(says, { workload: gone, known: [last] })).at(-1)).toMatchObject({ total: 190, bad: 0, failed: 0 });
    expect((await read(says, { workload: gone, known: [{ ...last, bad: 4 }] })).at(-1)?.bad ?? null).toBeNull();
  });

  it('wait for what is still on its way', async () => {
    const readings = await read((at) => ({
      old: at > exampleNow - 60_000 ? noFigures : rate(190, 0),
      fresh: at > exampleNow - 60_000 ? noFigures : rate(10, 40),
    }));
    expect(readings.at(-1)?.to).toBeLessThanOrEqual(exampleNow - 60_000);
  });

  it('take wider steps where nobody looked for long', async () => {
    await read(() => ({ old: rate(1, 0), fresh: rate(1, 0) }), { since: exampleNow - 6 * 3_600_000 });
    expect(asked.at(-1)?.stepSeconds).toBe(60);
  });
});
