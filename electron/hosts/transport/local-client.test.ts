import { expect, test } from 'vitest';
import { createLocalClient } from './local-client.ts';
import { probeCore } from './testing/probe-core.ts';

const session = { id: 'cli', host: 'cli' as const };
const target = { context: 'c', namespace: 'n', kind: 'Rollout' as const, name: 'refuse me' };

test('the local client asks the core in process, with its session', async () => {
  const { core, seen } = probeCore();
  const client = createLocalClient(core, session);
  expect(await client.rollouts.list({ contexts: null, namespace: 'shop' })).toEqual({ ok: true, value: 'rollouts.list' });
  expect(seen).toEqual([{ path: 'rollouts.list', input: { contexts: null, namespace: 'shop' }, session }]);
});

test('a local subscription is pulled one by one and ends with its signal', async () => {
  const { core, state } = probeCore();
  const stop = new AbortController();
  const client = createLocalClient(core, session);
  const messages = await client.rollouts.watch({ contexts: null, namespace: null }, { signal: stop.signal });
  await messages.next();
  await messages.next();
  expect(state.pulled).toBe(2);
  stop.abort();
  expect(await messages.next()).toMatchObject({ done: true });
  expect(state.open).toBe(0);
});

test('a refused local subscription throws what the core threw', async () => {
  const client = createLocalClient(probeCore().core, session);
  const messages = await client.rollback.watch({ target });
  await expect(messages.next()).rejects.toMatchObject({ failure: { kind: 'invalid', field: 'target' } });
});
