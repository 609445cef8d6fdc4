import { call, isProcedure } from '@orpc/server';
import { expect, test } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { createRouter } from './router.ts';
import { probeCore } from './testing/probe-core.ts';

const contracted = Object.entries(contract).flatMap(([feature, procedures]) =>
  Object.keys(procedures).map((name) => [feature, name] as const),
);

test.each(contracted)('%s.%s is served without a line of its own here', async (feature, name) => {
  const { core, seen, state } = probeCore();
  const served = Reflect.get(createRouter(core)[feature] ?? {}, name);
  if (!isProcedure(served)) throw new Error(`${feature}.${name} is not in the router`);
  const answer: unknown = await call(served, { any: 'thing' }, { context: { session: { id: 's', host: 'cli' } } }).catch(() => null);
  if (typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer) {
    for await (const _message of answer as AsyncIterable<unknown>) break;
    expect(state).toEqual({ pulled: 1, open: 0 });
  } else {
    expect(seen).toMatchObject([{ path: `${feature}.${name}`, input: { any: 'thing' } }]);
  }
});

test('the router holds the contract and nothing else', () => {
  const router = createRouter(probeCore().core);
  const served = Object.entries(router).flatMap(([feature, procedures]) => Object.keys(procedures).map((name) => [feature, name]));
  expect(served).toEqual(contracted);
});
