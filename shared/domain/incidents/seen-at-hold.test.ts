import { describe, expect, it } from 'vitest';
import { seenAtHoldOf } from './seen-at-hold.ts';

const held = Date.UTC(2026, 10, 26, 10, 12, 16, 400);
const needle = (percent: number | null, age: number, source: string, note = '') => ({
  percent,
  at: held - age,
  source,
  note,
  periodMs: 2_500,
});
const dial = {
  requested: needle(25, 300, 'spec, step 3 of 8'),
  accepted: needle(25, 1_200, 'HTTPRoute payments'),
  observed: needle(null, 4_000, 'request rate, 1 m', 'no series'),
};
const figures = (errorPercent: number | null) => ({ requestsPerSecond: 12, errorPercent, p50Ms: 20, p95Ms: 80, p99Ms: 428 });
const health = { stable: figures(0.2), current: figures(40), at: held - 3_000, source: 'prometheus', periodMs: 15_000, why: '', notes: [] };

describe('what was seen at the hold', () => {
  it('is the shares and how both versions answered, each with the time of its source', () => {
    const seen = seenAtHoldOf({ seen: { at: held, dial, health, current: '2.14.0', stable: '2.13.4' }, plan: { dial } }, held - 5);
    expect(seen?.at).toBe(held);
    expect(seen?.figures.map(({ label, value, at }) => [label, value, held - (at ?? 0)])).toEqual([
      ['Share requested', '25%', 300],
      ['Share accepted', '25%', 1_200],
      ['Share observed', 'unknown: no series', 4_000],
      ['Errors on 2.14.0', '40.0%', 3_000],
      ['Requests on 2.14.0', '12.0/s', 3_000],
      ['p99 of 2.14.0', '428 ms', 3_000],
      ['Errors on 2.13.4', '0.2%', 3_000],
      ['Requests on 2.13.4', '12.0/s', 3_000],
      ['p99 of 2.13.4', '428 ms', 3_000],
    ]);
  });

  it('is the needles of the plan alone in the log of an older desk, and nothing for an act without a plan', () => {
    expect(seenAtHoldOf({ plan: { dial } }, held)?.figures).toHaveLength(3);
    expect(seenAtHoldOf({ before: {} }, held)).toBeNull();
    expect(seenAtHoldOf('nonsense', held)).toBeNull();
  });

  it('says that nothing measured the versions, never that nothing failed', () => {
    const seen = seenAtHoldOf({ seen: { at: held, dial, health: null, current: '2.14.0', stable: '2.13.4' } }, held);
    expect(seen?.figures.at(-1)).toMatchObject({ label: 'Errors', value: 'unknown: no metric server is configured' });
  });
});
