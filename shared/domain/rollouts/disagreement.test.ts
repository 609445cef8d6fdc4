import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialOf } from './dial.ts';
import { disagreementOf, requestedDiffers, withinSampling } from './disagreement.ts';
import { exampleNow, exampleWorkload } from './testing/example-workload.ts';

const at = exampleNow;
function dial(accepted: number, observed: number | null = null) {
  const routes = [{ route: { kind: 'HTTPRoute' as const, name: 'payments', namespace: 'shop' }, canaryPercent: accepted, note: '', at }];
  const byHash = new Map([
    ['new', observed],
    ['old', observed === null ? null : 100 - observed],
  ]);
  return dialOf({
    workload: exampleWorkload({ currentStepIndex: 2 }),
    routes,
    rates: { byHash, windowMs: 60_000, at, source: 'rate' },
    clusterAt: at,
  });
}
const quiet = { differsSince: null, acceptedSince: null, requests: null, windowMs: 60_000, now: at };

describe('when needles disagree, that is the headline', () => {
  it('once the route has lagged for longer than one read', () => {
    expect(requestedDiffers(dial(5))).toBe(true);
    expect(disagreementOf({ ...quiet, dial: dial(5), differsSince: at - 2_000 })).toBeNull();
    const found = disagreementOf({ ...quiet, dial: dial(5), differsSince: at - 52_000 });
    expect(found).toEqual({ between: 'requested-accepted', headline: 'Asked for 25%. The route still gives 5%.', points: 20 });
  });

  it('not within half a point', () => {
    expect(requestedDiffers(dial(25.5))).toBe(false);
    expect(disagreementOf({ ...quiet, dial: dial(25.5), differsSince: at - 52_000 })).toBeNull();
  });

  it('when requests cannot come from the weight the route claims', () => {
    const found = disagreementOf({ ...quiet, dial: dial(25, 5), requests: 4_000 });
    expect(found?.headline).toBe('The route gives 25%. Requests show 5%.');
    expect(disagreementOf({ ...quiet, dial: dial(25, 20), requests: 20 })).toBeNull();
  });

  it("not while the metric's window still holds requests from before the weight changed, nor without a count", () => {
    expect(disagreementOf({ ...quiet, dial: dial(25, 5), requests: 4_000, acceptedSince: at - 10_000 })).toBeNull();
    expect(disagreementOf({ ...quiet, dial: dial(25, 5) })).toBeNull();
  });
});

describe('sampling error', () => {
  it('never calls a share wrong that the requests show exactly', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), fc.nat(100_000), (percent, requests) =>
        withinSampling(percent, percent, requests),
      ),
    );
  });

  it('only gets stricter with more requests', () => {
    const percent = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(percent, percent, fc.integer({ min: 1, max: 50_000 }), (one, other, requests) => {
        fc.pre(Math.abs(one - other) > 1);
        return withinSampling(one, other, requests * 2) ? withinSampling(one, other, requests) : true;
      }),
    );
  });
});
