import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ApiClient } from './api-client.ts';
import { listWatch } from './list-watch.ts';
import { canI, rightsIn, selfSubjectReview } from './self-review.ts';
import { fastClock } from './testing/clocks.ts';
import { errorOf, forever, valueOf } from './testing/contexts.ts';
import { ownNamespace, realClient, realKubeconfig } from './testing/real-cluster.ts';
import { listPages } from './watch/list-pages.ts';
import type { StreamEvent } from './watch/stream-event.ts';
import { watchOnce } from './watch/watch-once.ts';

const users = ['admin', 'conductor', 'on-call', 'responder', 'viewer'] as const;
const Named = z.object({
  metadata: z.object({ name: z.string(), resourceVersion: z.string() }),
  data: z.record(z.string(), z.string()).optional(),
});

const parse = (raw: unknown) => {
  const { metadata, data } = Named.parse(raw);
  return { name: metadata.name, resourceVersion: metadata.resourceVersion, value: data?.['value'] ?? '' };
};
const keyOf = (item: { name: string }) => item.name;

describe.skipIf(realKubeconfig === '')('on a real API server (RCC_TEST_KUBECONFIG)', () => {
  const clients = new Map<string, ApiClient>();
  let namespace: Awaited<ReturnType<typeof ownNamespace>>;
  const clientFor = (user: string): ApiClient => {
    const client = clients.get(user);
    if (!client) throw new Error(`no client for ${user}`);
    return client;
  };
  const configMaps = () => `/api/v1/namespaces/${namespace.name}/configmaps`;

  beforeAll(async () => {
    for (const user of users) clients.set(user, await realClient(user));
    namespace = await ownNamespace(clientFor('admin'), 'transport');
  });
  afterAll(async () => {
    await namespace.remove();
    for (const client of clients.values()) await client.dispose();
  });

  test.each(users)('%s is who the cluster says', async (user) => {
    const identity = valueOf(await selfSubjectReview(clientFor(user), forever()));
    expect(identity).toMatchObject({ name: user, source: 'SelfSubjectReview' });
    expect(identity.groups).toContain('system:authenticated');
  });

  test.each([
    ['admin', true, true, true],
    ['conductor', true, true, true],
    ['on-call', true, true, true],
    ['responder', false, true, false],
    ['viewer', false, false, false],
  ])('the rights of %s', async (user, patchRollouts, patchRolloutsStatus, patchDeployments) => {
    const rights = valueOf(await rightsIn(clientFor(user), namespace.name, fastClock(), forever()));
    expect(rights).toMatchObject({ patchRollouts, patchRolloutsStatus, patchDeployments });
  });

  test('a right asked one by one', async () => {
    const question = { namespace: namespace.name, group: '', resource: 'secrets', verb: 'delete' };
    expect(valueOf(await canI(clientFor('admin'), question, forever()))).toBe(true);
    expect(valueOf(await canI(clientFor('viewer'), question, forever()))).toBe(false);
  });

  test('a refusal comes in the words of the API server', async () => {
    const error = errorOf(
      await clientFor('viewer').request({ method: 'POST', path: configMaps(), body: { metadata: { name: 'x' } }, signal: forever() }),
    );
    expect(error.kind).toBe('forbidden');
    expect(error.upstream?.text).toContain('User "viewer" cannot create resource "configmaps"');
  });

  test('a conflict is a conflict, a bad object names its field', async () => {
    const admin = clientFor('admin');
    const body = { metadata: { name: 'twice' } };
    valueOf(await admin.request({ method: 'POST', path: configMaps(), body, signal: forever() }));
    expect(errorOf(await admin.request({ method: 'POST', path: configMaps(), body, signal: forever() })).kind).toBe('conflict');
    const bad = errorOf(
      await admin.request({ method: 'POST', path: configMaps(), body: { metadata: { name: 'No!' } }, signal: forever() }),
    );
    expect(bad).toMatchObject({ kind: 'invalid', field: 'metadata.name' });
  });

  test('a list-watch sees what is there, what changes, what goes', async () => {
    const admin = clientFor('admin');
    const events: StreamEvent<ReturnType<typeof parse>>[] = [];
    let look = (): void => undefined;
    const until = (found: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        look = () => found() && resolve();
        look();
      });
    const controller = new AbortController();
    const ended = listWatch({
      client: clientFor('viewer'),
      path: configMaps(),
      fieldSelector: 'metadata.name=watched',
      parse,
      keyOf,
      onEvent: (event: StreamEvent<ReturnType<typeof parse>>) => {
        events.push(event);
        look();
      },
      signal: controller.signal,
      clock: fastClock(),
      random: Math.random,
    });
    await until(() => events.some((event) => event.type === 'alive'));
    const at = `${configMaps()}/watched`;
    valueOf(
      await admin.request({
        method: 'POST',
        path: configMaps(),
        body: { metadata: { name: 'watched' }, data: { value: 'ü'.repeat(100_000) } },
        signal: forever(),
      }),
    );
    valueOf(
      await admin.request({
        method: 'PATCH',
        path: at,
        contentType: 'application/merge-patch+json',
        body: { data: { value: 'b' } },
        signal: forever(),
      }),
    );
    valueOf(await admin.request({ method: 'DELETE', path: at, signal: forever() }));
    await until(() => events.some((event) => event.type === 'remove'));
    controller.abort();
    await ended;
    const told = events
      .filter((event) => event.type !== 'alive')
      .map((event) => (event.type === 'upsert' ? event.item.value.length : event.type));
    expect(told).toEqual(['snapshot', 100_000, 1, 'remove']);
  });

  test('a list of 1,200 comes in three pages and whole', async () => {
    const admin = clientFor('admin');
    const names = Array.from({ length: 1_200 }, (_, index) => `many-${index}`);
    for (let start = 0; start < names.length; start += 50) {
      const batch = names.slice(start, start + 50);
      const made = batch.map((name) =>
        admin.request({ method: 'POST', path: configMaps(), body: { metadata: { name, labels: { many: 'yes' } } }, signal: forever() }),
      );
      for (const result of await Promise.all(made)) valueOf(result);
    }
    let pages = 0;
    const collection = { path: configMaps(), labelSelector: 'many=yes', parse, keyOf };
    const listed = valueOf(await listPages(admin, collection, forever(), { onPage: () => (pages += 1) }));
    expect(pages).toBe(3);
    expect(new Set(listed.items.map(keyOf))).toEqual(new Set(names));
    expect(listed.keys.size).toBe(1_200);
  });

  test('a version the server has forgotten asks for a new list', async () => {
    const end = await watchOnce(
      clientFor('viewer'),
      { path: configMaps(), parse, keyOf },
      { resourceVersion: '1', timeoutSeconds: 5 },
      new Map(),
      { onOpen: () => undefined, onUpsert: () => undefined, onRemove: () => undefined, onBookmark: () => undefined },
      forever(),
    );
    expect(end).toMatchObject({ resourceVersion: null, error: { kind: 'stale' } });
  });

  test('a bookmark moves the place to go on from, though nothing changed', async () => {
    const viewer = clientFor('viewer');
    const collection = { path: configMaps(), fieldSelector: 'metadata.name=nothing', parse, keyOf };
    const { resourceVersion } = valueOf(await listPages(viewer, collection, forever()));
    // An API server sends a last bookmark two seconds before the watch runs out, if anything happened elsewhere meanwhile.
    const elsewhere = { method: 'POST', path: configMaps(), body: { metadata: { name: 'elsewhere' } }, signal: forever() } as const;
    let bookmarks = 0;
    const handler = {
      onOpen: () => void clientFor('admin').request(elsewhere),
      onUpsert: () => undefined,
      onRemove: () => undefined,
      onBookmark: () => (bookmarks += 1),
    };
    const end = await watchOnce(viewer, collection, { resourceVersion, timeoutSeconds: 4 }, new Map(), handler, forever());
    expect(end.error).toBeNull();
    expect(bookmarks).toBeGreaterThan(0);
    expect(Number(end.resourceVersion)).toBeGreaterThan(Number(resourceVersion));
  });
});
