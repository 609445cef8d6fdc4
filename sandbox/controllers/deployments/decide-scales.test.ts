import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apiVersionOf, replicasets } from '../../store/resources.ts';
import { type ReplicaSet, readReplicaSet, sum } from '../replicasets/replica-set.ts';
import { decideScales } from './decide-scales.ts';

function set(name: string, replicas: number, available: number): ReplicaSet {
  const status = { replicas, readyReplicas: available, availableReplicas: available, observedGeneration: 1 };
  const metadata = { name, uid: name, resourceVersion: '1', creationTimestamp: `2026-03-02T09:00:0${name.length}Z` };
  const spec = { replicas, template: { metadata: {}, spec: {} } };
  return readReplicaSet(
    { apiVersion: apiVersionOf(replicasets), kind: 'ReplicaSet', metadata, spec, status },
    { hashLabel: '', revision: '' },
  );
}

describe('one turn of a rolling update', () => {
  const sizes = fc
    .tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }))
    .map(([a, b]) => [Math.max(a, b), Math.min(a, b)] as const);
  const bounds = fc
    .record({
      replicas: fc.integer({ min: 1, max: 12 }),
      surge: fc.integer({ min: 0, max: 4 }),
      unavailable: fc.integer({ min: 0, max: 4 }),
    })
    .map(({ replicas, surge, unavailable }) => ({ replicas, surge, unavailable: surge === 0 ? Math.max(1, unavailable) : unavailable }));

  it('grows to no more than the surge, and shrinks old Pods that serve only as far as others stand in', () => {
    fc.assert(
      fc.property(bounds, sizes, sizes, sizes, (limits, newest, one, other) => {
        const [first, second, third] = [set('new', ...newest), set('old', ...one), set('older', ...other)];
        const before = [first, second, third];
        const scales = decideScales(limits, first, [second, third]);
        const after = before.map((each) => scales.find((scale) => scale.set === each)?.to ?? each.replicas);
        const total = after.reduce((all, each) => all + each, 0);
        const grew = total > sum(before, 'replicas');
        if (grew) expect(total).toBeLessThanOrEqual(limits.replicas + limits.surge);
        // What is left available at worst: a set keeps its available Pods and loses unready ones first.
        const left = before.reduce((all, each, index) => all + Math.min(each.available, after[index] ?? 0), 0);
        const least = Math.min(sum(before, 'available'), limits.replicas - limits.unavailable);
        if (newest[0] <= limits.replicas) expect(left).toBeGreaterThanOrEqual(least);
      }),
      { numRuns: 500 },
    );
  });

  it('always has something to do until only the new version is left', () => {
    fc.assert(
      fc.property(bounds, fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }), (limits, mine, old) => {
        let newest = set('new', mine, mine);
        let before = set('old', old, old);
        for (let turn = 0; turn < 60; turn += 1) {
          for (const { set: scaled, to } of decideScales(limits, newest, [before])) {
            if (scaled === newest) newest = set('new', to, to);
            else before = set('old', to, to);
          }
        }
        expect([newest.replicas, before.replicas]).toEqual([limits.replicas, 0]);
      }),
    );
  });
});
