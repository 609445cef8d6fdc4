import { expect, test } from 'vitest';
import { fieldChangesOf } from './field-changes.ts';

test('each manager, what it wrote and when, in the object’s own name', () => {
  const raw = {
    kind: 'VirtualService',
    metadata: {
      name: 'payments',
      managedFields: [
        { manager: 'kubectl-edit', operation: 'Update', time: '2026-11-26T10:09:52Z', fieldsV1: { 'f:spec': { 'f:http': {} } } },
        { manager: 'argo-rollouts', operation: 'Update', subresource: 'status', time: '2026-11-26T10:11:08Z' },
      ],
    },
  };
  expect(fieldChangesOf(raw)).toEqual([
    {
      manager: 'kubectl-edit',
      operation: 'Update',
      subresource: '',
      object: 'VirtualService/payments',
      at: Date.UTC(2026, 10, 26, 10, 9, 52),
      fields: ['spec.http'],
    },
    {
      manager: 'argo-rollouts',
      operation: 'Update',
      subresource: 'status',
      object: 'VirtualService/payments',
      at: Date.UTC(2026, 10, 26, 10, 11, 8),
    },
  ]);
});

test('an entry without a time, and an object without managedFields, say nothing', () => {
  expect(fieldChangesOf({ kind: 'Rollout', metadata: { name: 'a', managedFields: [{ manager: 'x' }] } })).toEqual([]);
  expect(fieldChangesOf({ kind: 'Rollout', metadata: { name: 'a' } })).toEqual([]);
  expect(fieldChangesOf('no object')).toEqual([]);
});
