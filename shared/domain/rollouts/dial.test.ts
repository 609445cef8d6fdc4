import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialOf } from './dial.ts';
import { weightAtStep } from './requested.ts';
import {
  abortedWorkload,
  blueGreenWorkload,
  deploymentWorkload,
  exampleNow,
  exampleVersion,
  exampleWorkload,
  pause,
  promotedWorkload,
  setWeight,
} from './testing/example-workload.ts';
import type { RouteReading, Workload } from './workload.ts';

function route(canaryPercent: number | null, name = 'payments', note = ''): RouteReading {
  return { route: { kind: 'HTTPRoute', name, namespace: 'shop' }, canaryPercent, note, at: exampleNow - 2_000 };
}

function dial(workload: Workload, routes: readonly RouteReading[] = [], byHash: Record<string, number | null> | null = null) {
  const rates =
    byHash === null
      ? null
      : { byHash: new Map(Object.entries(byHash)), windowMs: 60_000, at: exampleNow - 8_000, source: 'request rate, 1 m' };
  return dialOf({ workload, routes, rates, clusterAt: exampleNow - 1_000 });
}

describe('requested: what the spec asks for, as the share of the version in spec.template', () => {
  it('is the setWeight of the step in progress or the last one before it', () => {
    expect(dial(exampleWorkload({ currentStepIndex: 2 })).requested).toMatchObject({ percent: 25, source: 'spec, step 3 of 8' });
    expect(dial(exampleWorkload({ currentStepIndex: 3 })).requested.percent).toBe(25);
  });

  it('is 0 before the first setWeight, also while the controller has named no step', () => {
    const steps = [pause(10), setWeight(40)];
    expect(dial(exampleWorkload({ steps, currentStepIndex: 0 })).requested.percent).toBe(0);
    expect(dial(exampleWorkload({ steps, currentStepIndex: null })).requested.percent).toBe(0);
  });

  it('is 100 past the last step, without steps, promoted in full and fully promoted', () => {
    expect(dial(exampleWorkload({ currentStepIndex: 8 })).requested.percent).toBe(100);
    expect(dial(exampleWorkload({ steps: [], currentStepIndex: null })).requested.percent).toBe(100);
    expect(dial(exampleWorkload({ promoteFull: true })).requested.percent).toBe(100);
    expect(dial(promotedWorkload()).requested.percent).toBe(100);
  });

  it('is 0 when aborted and says that the spec still asks for the new version', () => {
    expect(dial(abortedWorkload()).requested).toMatchObject({ percent: 0, note: 'the spec still asks for 2.14.0' });
  });

  it('says nothing about a version its controller has not seen', () => {
    const { requested, accepted } = dial(promotedWorkload({ generation: 8 }), [route(0)]);
    expect(requested).toMatchObject({ percent: null, note: 'the controller has not seen the newest spec' });
    expect(accepted.percent).toBeNull();
  });

  it('follows the active selector of a blue-green', () => {
    expect(dial(blueGreenWorkload()).requested.percent).toBe(0);
    const { blueGreen } = blueGreenWorkload();
    const switched = blueGreenWorkload({ blueGreen: blueGreen && { ...blueGreen, activeSelector: 'new' } });
    expect(dial(switched).requested.percent).toBe(100);
  });

  it('is 100 for a Deployment, with the reason', () => {
    expect(dial(deploymentWorkload()).requested).toMatchObject({ percent: 100, note: 'a rolling update has no weight' });
  });

  it('never leaves 0–100 and never falls while the step index grows along growing weights', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 8 }).map((list) => list.sort((one, other) => one - other));
    fc.assert(
      fc.property(weights, fc.array(fc.boolean(), { maxLength: 8 }), (list, pauses) => {
        const steps = list.flatMap((weight, index) => (pauses[index] ? [setWeight(weight), pause(5)] : [setWeight(weight)]));
        let last = 0;
        for (let index = 0; index <= steps.length + 1; index += 1) {
          const percent = weightAtStep(steps, index);
          expect(percent).toBeGreaterThanOrEqual(last);
          expect(percent).toBeLessThanOrEqual(100);
          last = percent;
        }
      }),
    );
  });
});

describe('accepted: what is read back', () => {
  it("comes from a route that can be read, with that reading's own age", () => {
    expect(dial(exampleWorkload({ currentStepIndex: 2 }), [route(5)]).accepted).toEqual({
      percent: 5,
      source: 'HTTPRoute payments',
      note: '',
      at: exampleNow - 2_000,
      periodMs: 2_500,
    });
  });

  it('shows the route that deviates most from what was asked', () => {
    const { accepted } = dial(exampleWorkload(), [route(5, 'a'), route(60, 'b')]);
    expect(accepted).toMatchObject({ percent: 60, source: 'HTTPRoute b', note: '2 routes differ' });
  });

  it("is the controller's word where no route can be read, with the reason", () => {
    const { accepted } = dial(exampleWorkload(), [route(null, 'payments', 'forbidden')]);
    expect(accepted).toMatchObject({ percent: 5, source: 'controller', note: 'forbidden', at: exampleNow - 1_000 });
  });

  it("is 100 once fully promoted, though the controller's canary weight and the route read 0", () => {
    expect(dial(promotedWorkload()).accepted.percent).toBe(100);
    expect(dial(promotedWorkload(), [route(0)]).accepted.percent).toBe(100);
  });

  it('shows what an aborted release still gets', () => {
    expect(dial(abortedWorkload(), [route(5)]).accepted.percent).toBe(5);
  });

  it('does not exist without a router: pods decide, and how many', () => {
    const bare = exampleWorkload({ routes: [], weights: null, backends: null });
    expect(dial(bare).accepted).toMatchObject({ percent: null, note: 'no route, pods decide', source: '3 of 15 pods' });
    expect(dial(deploymentWorkload()).accepted).toMatchObject({ percent: null, note: 'no route, pods decide', source: '3 of 15 pods' });
  });
});

describe('observed: what the requests say', () => {
  it("is the version's share of all requests", () => {
    expect(dial(exampleWorkload(), [], { new: 4.2, old: 80 }).observed).toMatchObject({
      source: 'request rate, 1 m',
      at: exampleNow - 8_000,
    });
    expect(dial(exampleWorkload(), [], { new: 4.2, old: 80 }).observed.percent).toBeCloseTo(4.988, 2);
  });

  it.each([
    [null, 'no metrics configured'],
    [{ new: null, old: 80 }, 'no series for 2.14.0'],
    [{ new: 4, old: null }, 'no series for 2.13.4'],
    [{ new: 0, old: 0 }, 'no requests'],
  ])('is unknown, never 0, for %j: %s', (byHash, note) => {
    expect(dial(exampleWorkload(), [], byHash).observed).toMatchObject({ percent: null, note });
  });

  it('whose pods are gone lost its series with them: no gap of the metrics', () => {
    const versions = [exampleVersion('new', '2.14.0'), exampleVersion('old', '2.13.4', { desired: 12, ready: 12, available: 12 })];
    expect(dial(abortedWorkload({ versions }), [], { new: null, old: 80 }).observed).toMatchObject({
      percent: null,
      note: 'no pod of 2.14.0 is left, its series ended',
    });
  });

  it("repeats the metric server's reason", () => {
    const { observed } = dialOf({
      workload: exampleWorkload(),
      routes: [],
      rates: { why: 'prometheus: 503 out of memory' },
      clusterAt: null,
    });
    expect(observed).toMatchObject({ percent: null, note: 'prometheus: 503 out of memory', at: null });
  });

  it('takes the silence of a version nobody runs for no gap', () => {
    expect(dial(promotedWorkload(), [], { new: 84, old: null }).observed.percent).toBe(100);
  });

  it('adds up to 100 over the versions', () => {
    const rate = fc.float({ min: 0, max: 1_000, noNaN: true });
    fc.assert(
      fc.property(rate, rate, (one, other) => {
        fc.pre(one + other > 0);
        const versions = [exampleVersion('a', '1', { available: 1 }), exampleVersion('b', '2', { available: 1 })];
        const share = (currentHash: string) =>
          dial(exampleWorkload({ currentHash, versions }), [], { a: one, b: other }).observed.percent ?? 0;
        expect(share('a') + share('b')).toBeCloseTo(100, 6);
      }),
    );
  });
});
