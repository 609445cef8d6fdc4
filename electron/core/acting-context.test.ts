import { expect, it } from 'vitest';
import { fail, ok } from '#shared/contract/result.ts';
import type { Clusters, ContextInfo } from './ports/cluster.ts';
import { actingContext } from './acting-context.ts';

const context = (name: string, server: string, current = false): ContextInfo => ({
  name,
  server,
  user: name,
  namespace: 'default',
  current,
  problem: null,
});
const clustersOf = (...list: ContextInfo[]): Clusters => ({
  contexts: async () => ok(list),
  access: async () => ok([]),
  cluster: async () => fail('not-found', 'not asked here'),
  approveExec: async () => fail('not-found', 'not asked here'),
  close: async () => {},
});

it.each([
  [[context('admin', 'https://a'), context('viewer', 'https://a', true)], 'viewer'],
  [[context('admin', 'https://a'), context('viewer', 'https://b', true)], 'admin'],
  [[context('admin', 'https://a'), context('viewer', 'https://a')], 'admin'],
  [[context('viewer', 'https://a', true)], 'admin'],
])('%#: a shared file names admin, this desk acts as %s', async (list, acts) => {
  expect(await actingContext(clustersOf(...list), 'admin')).toBe(acts);
});
