import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { compareVersions, profileOf } from './behaviour.ts';
import { bucketBounds, latencyShape, timedOut } from './latency.ts';
import { createRandom } from './random.ts';
import { Profile, ServiceSpec } from './service-spec.ts';
import { trafficAt } from './traffic-curve.ts';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const many = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

describe('chance', () => {
  test.prop([fc.string()])('is the same for the same seed, and stays in [0, 1)', (seed) => {
    const [one, two] = [createRandom(seed), createRandom(seed)];
    const numbers = many(50, one.next);
    expect(many(50, two.next)).toEqual(numbers);
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  });

  it('has the means it is asked for', () => {
    const random = createRandom('means');
    expect(mean(many(20_000, random.next))).toBeCloseTo(0.5, 1);
    expect(mean(many(20_000, random.normal))).toBeCloseTo(0, 1);
    for (const wanted of [0.3, 12, 400]) expect(mean(many(20_000, () => random.poisson(wanted))) / wanted).toBeCloseTo(1, 1);
    for (const p of [0.004, 0.4, 0.997]) expect(mean(many(20_000, () => random.binomial(300, p))) / (300 * p)).toBeCloseTo(1, 1);
  });

  it('gives a fork that others do not move', () => {
    const [one, two] = [createRandom('a'), createRandom('a')];
    two.next();
    expect(one.fork('x').next()).toBe(two.fork('x').next());
  });

  test.prop([fc.nat(1_000), fc.double({ min: 0, max: 1, noNaN: true })])('never has more successes than tries', (count, p) => {
    const successes = createRandom(`${count}`).binomial(count, p);
    expect(successes).toBeGreaterThanOrEqual(0);
    expect(successes).toBeLessThanOrEqual(count);
  });
});

describe('traffic', () => {
  const at = (day: number, hour: number) => trafficAt(Date.UTC(2026, 0, 4 + day, hour));

  it('is busiest on a Monday before noon, ten times a Saturday, and low at night', () => {
    expect(at(1, 11)).toBe(1);
    expect(at(6, 11)).toBeCloseTo(0.1, 2);
    expect(at(2, 3)).toBeLessThan(0.35);
  });

  test.prop([fc.nat(7 * 24 * 3_600)])('moves smoothly and stays between 0 and 1', (second) => {
    const [here, next] = [trafficAt(second * 1_000), trafficAt((second + 1) * 1_000)];
    expect(here).toBeGreaterThan(0);
    expect(here).toBeLessThanOrEqual(1);
    expect(Math.abs(here - next)).toBeLessThan(0.001);
  });
});

describe('behaviour', () => {
  it('compares versions by their numbers', () => {
    expect(compareVersions('2.9.0', '2.14.0')).toBeLessThan(0);
    expect(compareVersions('v2.14', '2.14.0')).toBe(0);
    expect(compareVersions('latest', '1.0')).toBeNaN();
  });

  const spec = ServiceSpec.parse({
    namespace: 'shop',
    name: 'web',
    peakRps: 1,
    profile: { latencyMs: 10, errorRate: 0, capacityRps: 1, pool: { max: 5, holdMs: 1 } },
    behaviours: [
      { when: { image: '>=2.0.0', env: { MODE: 'new' } }, then: { latencyMs: 20, pool: { holdMs: 9 } }, because: 'a' },
      { when: { env: { LIMIT: '<600' }, facts: { late: true } }, then: { errorRate: 0.5 }, because: 'b' },
    ],
  });

  it.each([
    [{ tag: '2.1.0', env: { MODE: 'new' } }, {}, { latencyMs: 20, errorRate: 0, pool: { max: 5, holdMs: 9, background: 0 } }],
    [{ tag: '1.9.9', env: { MODE: 'new' } }, {}, { latencyMs: 10 }],
    [{ tag: '2.1.0', env: {} }, {}, { latencyMs: 10 }],
    [{ tag: '1.0.0', env: { LIMIT: '500' } }, {}, { errorRate: 0 }],
    [{ tag: '1.0.0', env: { LIMIT: '500' } }, { late: true }, { errorRate: 0.5 }],
    [{ tag: '1.0.0', env: { LIMIT: '600' } }, { late: true }, { errorRate: 0 }],
  ])('of %o in a world of %o is %o', (running, facts, profile) => {
    expect(profileOf(spec, running, facts)).toMatchObject(profile);
  });
});

describe('latency', () => {
  const profile = Profile.parse({ latencyMs: 60, errorRate: 0, capacityRps: 1, call: { to: 'psp', ms: 200, spread: 0.1, timeoutMs: 500 } });

  test.prop([
    fc.double({ min: 1, max: 5_000, noNaN: true }),
    fc.double({ min: 0.05, max: 2, noNaN: true }),
    fc.double({ min: 1, max: 6, noNaN: true }),
  ])('fills its buckets in order, up to all', (latencyMs, spread, slowness) => {
    const { cumulative } = latencyShape({ ...profile, latencyMs, spread }, slowness);
    expect(cumulative).toHaveLength(bucketBounds.length);
    expect(cumulative.at(-1)).toBe(1);
    cumulative.forEach((share, index) => expect(share + 1e-9).toBeGreaterThanOrEqual(cumulative[index - 1] ?? 0));
  });

  it('of a call past its time-out ends at the time-out', () => {
    const slow = { ...profile, call: { to: 'psp', ms: 200, spread: 0.1, timeoutMs: 500, slow: { share: 0.4, ms: 600, spread: 0.06 } } };
    expect(timedOut(profile)).toBeLessThan(0.001);
    expect(timedOut(slow)).toBeCloseTo(0.4, 2);
    expect(latencyShape(slow, 1).meanSeconds).toBeCloseTo(0.6 * 0.26 + 0.4 * 0.56, 1);
    expect(latencyShape({ ...slow, call: { ...slow.call, timeoutMs: 1_000 } }, 1).meanSeconds).toBeCloseTo(0.6 * 0.26 + 0.4 * 0.66, 1);
  });
});
