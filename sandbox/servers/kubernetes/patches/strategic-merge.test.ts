import { describe, expect, it } from 'vitest';
import { schemaOf } from '../schema/schema.ts';
import { strategicMerge } from './strategic-merge.ts';

const pod = schemaOf('Pod');
const merge = (target: unknown, patch: unknown) => strategicMerge({ spec: target }, { spec: patch }, pod);
const containers = [
  { name: 'a', image: '1', env: [{ name: 'X', value: '1' }] },
  { name: 'b', image: '1' },
];

describe('a strategic merge', () => {
  it('merges containers by name and their environment by name', () => {
    const patch = { containers: [{ name: 'a', env: [{ name: 'X', value: '2' }] }] };
    expect(merge({ containers }, patch)).toMatchObject({
      value: { spec: { containers: [{ name: 'a', image: '1', env: [{ name: 'X', value: '2' }] }, { name: 'b' }] } },
    });
  });

  it('deletes an item, replaces a list, deletes a map', () => {
    expect(merge({ containers }, { containers: [{ name: 'a', $patch: 'delete' }] })).toEqual({
      ok: true,
      value: { spec: { containers: [containers[1]] } },
    });
    expect(merge({ containers }, { containers: [{ $patch: 'replace' }, { name: 'c' }] })).toEqual({
      ok: true,
      value: { spec: { containers: [{ name: 'c' }] } },
    });
    expect(merge({ securityContext: { runAsUser: 1 } }, { securityContext: { $patch: 'delete' } })).toEqual({
      ok: true,
      value: { spec: { securityContext: {} } },
    });
  });

  it('keeps only the keys of $retainKeys, as a change of strategy does', () => {
    const target = { spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } } };
    const patch = { spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } };
    expect(strategicMerge(target, patch, schemaOf('Deployment'))).toEqual({
      ok: true,
      value: { spec: { strategy: { type: 'Recreate' } } },
    });
  });

  it('deletes from a list of words, and joins one', () => {
    const target = { metadata: { finalizers: ['a', 'b'] } };
    expect(strategicMerge(target, { metadata: { '$deleteFromPrimitiveList/finalizers': ['a'] } }, pod)).toEqual({
      ok: true,
      value: { metadata: { finalizers: ['b'] } },
    });
    expect(strategicMerge(target, { metadata: { finalizers: ['c', 'a'] } }, pod)).toEqual({
      ok: true,
      value: { metadata: { finalizers: ['c', 'a', 'b'] } },
    });
  });

  it('orders by $setElementOrder', () => {
    const patch = { '$setElementOrder/containers': [{ name: 'b' }, { name: 'a' }] };
    expect(merge({ containers }, patch)).toMatchObject({ value: { spec: { containers: [{ name: 'b' }, { name: 'a' }] } } });
  });

  it('replaces a list that has no merge key, and refuses an item without its key', () => {
    expect(merge({ containers: [{ name: 'a', args: ['1', '2'] }] }, { containers: [{ name: 'a', args: ['3'] }] })).toMatchObject({
      value: { spec: { containers: [{ args: ['3'] }] } },
    });
    expect(merge({ containers }, { containers: [{ image: 'x' }] })).toEqual({
      ok: false,
      message: 'map: map[image:x] does not contain declared merge key: name',
    });
  });
});
