import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rolloutBase } from '../argo-rollouts/to-workload.ts';
import type { WorkloadBase } from '../deployments/base.ts';
import { type SlimReplicaSet, slimReplicaSet } from '../deployments/replica-set.ts';
import { deploymentBase } from '../deployments/to-workload.ts';
import { createWorkloadJoin } from './workload-join.ts';

function rollout(name: string, refersTo: string | null = null): WorkloadBase {
  const reference = refersTo === null ? { template: {} } : { workloadRef: { kind: 'Deployment', name: refersTo } };
  const base = rolloutBase('prod', {
    metadata: { name, namespace: 'shop', uid: `r-${name}` },
    spec: { ...reference, strategy: { canary: {} } },
  });
  if (base === null) throw new Error('unreadable');
  return base;
}
function deployment(name: string): WorkloadBase {
  const base = deploymentBase('prod', { metadata: { name, namespace: 'shop', uid: `d-${name}` }, spec: { template: {} } });
  if (base === null) throw new Error('unreadable');
  return base;
}
function replicaSet(uid: string, ownerUid: string): SlimReplicaSet {
  const ownerReferences = [{ uid: ownerUid, kind: 'Rollout', name: 'x', controller: true }];
  const slim = slimReplicaSet({ metadata: { name: uid, uid, labels: { 'rollouts-pod-template-hash': uid }, ownerReferences } });
  if (slim === null) throw new Error('unreadable');
  return slim;
}

describe('workloads joined from their streams', () => {
  it('an upsert of a ReplicaSet is an upsert of its owner, also when it came first', () => {
    const join = createWorkloadJoin();
    expect(join.putReplicaSet(replicaSet('1', 'r-a'))).toEqual({ upserts: [], removes: [] });
    expect(join.putBase(rollout('a')).upserts[0]?.versions.map(({ hash }) => hash)).toEqual(['1']);
    expect(join.putReplicaSet(replicaSet('2', 'r-a')).upserts[0]?.versions).toHaveLength(2);
    expect(join.removeReplicaSet('1').upserts[0]?.versions.map(({ hash }) => hash)).toEqual(['2']);
  });

  it('a Deployment disappears when a Rollout begins to refer to it, and comes back when it ends', () => {
    const join = createWorkloadJoin();
    join.putBase(deployment('d'));
    expect(join.putBase(rollout('a', 'd')).removes).toMatchObject([{ kind: 'Deployment', name: 'd' }]);
    expect(join.putBase(deployment('d')).upserts).toMatchObject([{ target: { kind: 'Rollout', name: 'a' } }]);
    expect(join.putBase(rollout('a')).upserts.map(({ target }) => target.kind)).toEqual(['Rollout', 'Deployment']);
    join.putBase(rollout('a', 'd'));
    expect(join.removeBase('Rollout', 'shop/a')).toMatchObject({ upserts: [{ target: { kind: 'Deployment' } }], removes: [{ name: 'a' }] });
  });

  it('ends where a fresh list would, whatever the order of changes', () => {
    const change = fc.oneof(
      fc.record({ do: fc.constant('put' as const), name: fc.constantFrom('a', 'b'), refersTo: fc.constantFrom('d', 'e', null) }),
      fc.record({ do: fc.constant('deploy' as const), name: fc.constantFrom('d', 'e') }),
      fc.record({ do: fc.constant('replica' as const), name: fc.constantFrom('1', '2'), owner: fc.constantFrom('r-a', 'r-b', 'd-d') }),
      fc.record({
        do: fc.constant('drop' as const),
        kind: fc.constantFrom('Rollout' as const, 'Deployment' as const),
        name: fc.constantFrom('a', 'b', 'd', 'e'),
      }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        const join = createWorkloadJoin();
        const seen = new Map<string, number>();
        const tell = ({ upserts, removes }: ReturnType<typeof join.putBase>) => {
          for (const target of removes) seen.delete(`${target.kind}/${target.name}`);
          for (const { target, versions } of upserts) seen.set(`${target.kind}/${target.name}`, versions.length);
        };
        // Two Rollouts that refer to one Deployment are not supported by Argo either.
        const taken = new Map<string, string>();
        for (const each of changes) {
          if (each.do === 'put') {
            const free = each.refersTo !== null && (taken.get(each.refersTo) ?? each.name) !== each.name ? null : each.refersTo;
            for (const [key, name] of taken) if (name === each.name) taken.delete(key);
            if (free !== null) taken.set(free, each.name);
            tell(join.putBase(rollout(each.name, free)));
          } else if (each.do === 'deploy') tell(join.putBase(deployment(each.name)));
          else if (each.do === 'replica') tell(join.putReplicaSet(replicaSet(`${each.owner}${each.name}`, each.owner)));
          else {
            if (each.kind === 'Rollout') for (const [key, name] of taken) if (name === each.name) taken.delete(key);
            tell(join.removeBase(each.kind, `shop/${each.name}`));
          }
        }
        const fresh = new Map(join.all().map(({ target, versions }) => [`${target.kind}/${target.name}`, versions.length]));
        expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(fresh));
      }),
    );
  });
});
