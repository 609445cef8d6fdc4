import { expect, test } from 'vitest';
import { fail, ok } from '#shared/contract/result.ts';
import { noFigures } from '#shared/domain/rollouts/version-health.ts';
import { exampleNow, exampleWorkload } from '#shared/domain/rollouts/testing/example-workload.ts';
import type { Range } from '../ports/metrics.ts';
import { historyOf, preparationOf } from './asked.ts';

const signal = new AbortController().signal;
const clock = { now: () => exampleNow + 7_300, monotonic: () => 0, sleep: () => Promise.resolve() };
const { target } = exampleWorkload();

test('what would be sent is prepared from the object as it is now, with the line a person would type', async () => {
  const workload = exampleWorkload({ paused: true });
  const write = {
    method: 'PATCH' as const,
    path: '/apis/x',
    contentType: 'application/merge-patch+json' as const,
    body: { spec: { paused: false } },
    summary: 'merge patch',
  };
  const cluster = {
    read: () => Promise.resolve(ok(workload)),
    prepare: () => Promise.resolve(ok({ writes: [write], to: null })),
  };
  const registry = { clusterOf: () => Promise.resolve(ok(cluster)) };
  const answer = await preparationOf(registry, clock, target, { action: 'resume' }, signal);
  expect(answer).toEqual({
    ok: true,
    value: { writes: [write], kubectl: [expect.stringContaining('kubectl patch rollout payments')], at: clock.now() },
  });
});

test('an object that cannot be read prepares nothing, and says why', async () => {
  const refused = fail('forbidden', 'You may not.');
  const cluster = { read: () => Promise.resolve(refused), prepare: () => Promise.reject(new Error('not reached')) };
  expect(await preparationOf({ clusterOf: () => Promise.resolve(ok(cluster)) }, clock, target, { action: 'pause' }, signal)).toEqual(
    refused,
  );
});

test('points of a history stand on whole steps, so that asking again gives the same ones', async () => {
  const asked: Range[] = [];
  const metrics = {
    versionHealthSeries: (_target: unknown, hashes: readonly string[], range: Range) => {
      asked.push(range);
      return Promise.resolve(ok({ at: [range.to], byHash: new Map(hashes.map((hash) => [hash, [noFigures]])), source: 'prometheus, 1 m' }));
    },
  };
  const answer = await historyOf(metrics, clock, { target, hashes: ['new'], minutes: 15 }, signal);
  expect(asked).toEqual([{ from: exampleNow - 900_000, to: exampleNow, stepSeconds: 15 }]);
  expect(answer).toEqual({ ok: true, value: { at: [exampleNow], byHash: { new: [noFigures] }, source: 'prometheus, 1 m' } });
});
