import { expect, test } from 'vitest';
import { fail, ok } from '#shared/contract/result.ts';
import type { Act } from '#shared/domain/rollback/execution.ts';
import { standingWord, trafficSeenText } from '#shared/domain/rollback/standing.ts';
import { abortedWorkload, exampleNow, exampleVersion, exampleWorkload } from '#shared/domain/rollouts/testing/example-workload.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import type { ActAudit } from '../handlers.ts';
import { createPending } from '../pending.ts';
import type { Clock } from '../ports/clock.ts';
import type { ActOrder } from './act.ts';
import { createFollow } from './follow.ts';
import { createPerform } from './perform.ts';

/** A clock that sleeps by moving on. */
function quickClock(): Clock {
  let ms = 0;
  return {
    now: () => exampleNow + ms,
    monotonic: () => ms,
    async sleep(forMs) {
      ms += forMs;
      await new Promise((done) => setImmediate(done));
    },
  };
}

const podsGone = abortedWorkload({
  abortedAt: exampleNow,
  versions: [
    exampleVersion('new', '2.14.0', { revision: 42 }),
    exampleVersion('old', '2.13.4', { revision: 41, desired: 12, ready: 12, available: 12 }),
  ],
});
const podsLeft = { ...podsGone, versions: exampleWorkload().versions };

/** An abort nobody held a plan for, as a train or an action sends it. `rates`: what is counted on the bad version, look by look. */
async function abort(rates: readonly (number | null)[], later: Workload) {
  const clock = quickClock();
  const shown: Act[] = [];
  const observed: Parameters<ActAudit['observed']>[0][] = [];
  const left = [...rates];
  const metrics = {
    sourceOf: () => 'prometheus',
    requestRates: async () => {
      const rate = left.length > 1 ? left.shift() : left[0];
      return ok({
        byHash: new Map([['new', rate ?? null]]),
        at: clock.now(),
        source: 'request rate, 1 m',
        windowMs: 60_000,
        warnings: [],
      });
    },
  };
  const board = { show: (act: Act) => void shown.push(act) };
  const stopping = new AbortController().signal;
  const pending = createPending(clock);
  const work: Promise<unknown>[] = [];
  const follow = createFollow({ clock, metrics }, board, stopping, { ...pending, add: (one) => void work.push(one) });
  const perform = createPerform({ clock, metrics, reached: () => {} }, board, follow);
  let reads = 0;
  const order: ActOrder = {
    cluster: {
      read: async () => {
        reads += 1;
        return ok(reads > 2 ? later : podsLeft);
      },
      readRoutes: async () =>
        ok([{ route: { kind: 'HTTPRoute', name: 'payments', namespace: 'shop' }, canaryPercent: 0, note: '', at: exampleNow }]),
      readBasis: async () => fail('internal', 'not asked'),
      countPods: async () => ok(0),
      prepare: async () => fail('internal', 'not asked'),
      send: async (write) => ok({ write, resourceVersion: '2', sentAt: clock.now(), acceptedAt: clock.now(), tookMs: 1 }),
    },
    before: exampleWorkload(),
    command: { action: 'abort' },
    writes: [{ method: 'PATCH', path: '/x', contentType: 'application/merge-patch+json', body: {}, summary: 'abort' }],
    to: null,
    reason: 'the train was halted',
    actor: { name: 'm', source: 'session' },
    heldAt: exampleNow,
    timeoutMs: 10_000,
    prediction: null,
    plan: null,
  };
  const act = await perform(
    order,
    { auditId: 'a', sent: async () => ok(undefined), observed: async (detail) => void observed.push(detail) },
    stopping,
  );
  await Promise.all(work);
  return { act, last: shown.at(-1), shown, observed };
}

test('an act without a plan, as a train sends it, is followed until its traffic and its pods are gone, and the log has both', async () => {
  const { act, last, observed } = await abort([22.4, 9, 0], podsGone);
  expect(act.state).toBe('effective');
  expect(last?.clock).toMatchObject({ traffic: { state: 'reached' }, normal: { state: 'reached' } });
  expect(observed).toMatchObject([{ command: { action: 'abort' }, routing: 'routed', clock: { traffic: { state: 'reached' } } }]);
});

test('a series that ended with its pods is the same truth in the mark', async () => {
  const { last } = await abort([4, null], podsGone);
  expect(last?.clock.traffic).toMatchObject({ state: 'reached', proof: 'its pods are gone and its series ended' });
});

test('an average that is 0 after the last pod went says both', async () => {
  const { last } = await abort([4, 4, 0], podsGone);
  expect(last?.clock.traffic.proof).toBe('its pods are gone, 0 requests/s on it, request rate, 1 m');
});

test('what never comes back ends too, in words', async () => {
  const { last, observed } = await abort([4], podsLeft);
  expect(last?.clock).toMatchObject({ traffic: { state: 'missed', proof: 'not seen within 5 minutes' }, normal: { state: 'missed' } });
  expect(observed).toHaveLength(1);
});

test('once its pods are gone, what an average still counts is not called traffic', async () => {
  const { shown } = await abort([22.4, 22.4, 22.4, 0], podsGone);
  const gone = shown.find(({ clock, trafficSeen }) => clock.normal.state === 'reached' && trafficSeen !== undefined);
  if (gone === undefined) throw new Error('the average never outlived the pods');
  expect(standingWord(gone)).toBe('Weights are back, its pods are gone');
  expect(trafficSeenText(gone, '2.14.0')).toBe(
    '22.4 requests/s on 2.14.0: its pods are gone, and the average over 1 m still counts requests from before',
  );
});
