import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { slimReplicaSet } from './replica-set.ts';

const replicaSet = {
  metadata: {
    uid: 'u1',
    namespace: 'shop',
    name: 'payments-9c41e07d',
    labels: { 'rollouts-pod-template-hash': '9c41e07d' },
    annotations: { 'rollout.argoproj.io/revision': '42' },
    creationTimestamp: '2026-03-01T10:00:00Z',
    ownerReferences: [{ uid: 'other' }, { uid: 'r1', controller: true }],
  },
  spec: { replicas: 3, template: { spec: { containers: [{ name: 'payments', image: 'payments:2.14.0' }] } } },
  status: { readyReplicas: 2, availableReplicas: 1 },
};

describe('a ReplicaSet, read by hand', () => {
  it('is kept with its owner, revision, images and counts', () => {
    expect(slimReplicaSet(replicaSet)).toEqual({
      uid: 'u1',
      namespace: 'shop',
      name: 'payments-9c41e07d',
      ownerUid: 'r1',
      hash: '9c41e07d',
      revision: 42,
      changeCause: '',
      images: [{ container: 'payments', image: 'payments:2.14.0' }],
      createdAt: Date.UTC(2026, 2, 1, 10),
      desired: 3,
      ready: 2,
      available: 1,
    });
  });

  test.prop([fc.jsonValue()])('any other JSON is none, and nothing throws', (raw) => {
    expect(slimReplicaSet(raw)).toBeNull();
  });

  test.prop([fc.constantFrom('labels', 'annotations', 'ownerReferences', 'creationTimestamp', 'uid'), fc.jsonValue()])(
    'a field of any shape is read or counts as not there; the rest stands',
    (field, value) => {
      const kept = slimReplicaSet({ ...replicaSet, metadata: { ...replicaSet.metadata, [field]: value } });
      expect(kept).toMatchObject({ name: 'payments-9c41e07d', desired: 3, ready: 2, available: 1 });
      expect([kept?.uid, kept?.ownerUid, kept?.hash].every((text) => typeof text === 'string')).toBe(true);
    },
  );

  test.prop([fc.jsonValue()])('a status or spec of any shape counts no pod that was not said', (value) => {
    const kept = slimReplicaSet({ ...replicaSet, spec: value, status: value });
    for (const count of [kept?.desired, kept?.ready, kept?.available]) expect(typeof count).toBe('number');
    if (typeof value !== 'object') expect(kept).toMatchObject({ desired: 0, ready: 0, available: 0, images: [] });
  });
});
