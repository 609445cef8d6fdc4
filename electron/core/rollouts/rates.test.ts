import { expect, it } from 'vitest';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { exampleWorkload } from '#shared/domain/rollouts/testing/example-workload.ts';
import type { RequestRates } from '../ports/metrics.ts';
import { createRates } from './rates.ts';

const workload = exampleWorkload({});
const { target } = workload;
const signal = new AbortController().signal;

function ratesThatAnswer(...answers: Result<RequestRates>[]) {
  let now = 1_000_000;
  const clock = { now: () => now, monotonic: () => now, sleep: () => Promise.resolve() };
  const rates = createRates(
    {
      sourceOf: () => 'prometheus',
      requestRates: () => Promise.resolve(answers.shift() ?? fail('internal', 'asked too often')),
    },
    clock,
  );
  return { rates, later: () => (now += 60_000) };
}

const answer: RequestRates = { byHash: new Map(), at: 1_000_000, source: 'request rate, 1 m', windowMs: 60_000, warnings: [] };
const left = fail('cancelled', 'The question to prometheus was cancelled.');

it('a question whose asker has left is no failure of the metric server: its last word stands', async () => {
  const { rates, later } = ratesThatAnswer(ok(answer), left);
  await rates.refresh(workload, 0, signal);
  later();
  expect(await rates.refresh(workload, 1_000, signal)).toEqual(answer);
  expect(rates.healthOf(target.context)).toEqual({ at: answer.at, error: null });
});

it('and where there was no word yet, the next asker asks at once', async () => {
  const { rates } = ratesThatAnswer(left, ok(answer));
  expect(await rates.refresh(workload, 60_000, signal)).toEqual({ why: 'not asked yet', source: 'prometheus' });
  expect(rates.healthOf(target.context)).toEqual({ at: null, error: null });
  expect(await rates.refresh(workload, 60_000, signal)).toEqual(answer);
});

it('a server that does not answer is said to have failed', async () => {
  const { rates, later } = ratesThatAnswer(ok(answer), fail('unreachable', 'prometheus does not answer.'));
  await rates.refresh(workload, 0, signal);
  later();
  await rates.refresh(workload, 1_000, signal);
  expect(rates.healthOf(target.context)).toMatchObject({ at: answer.at, error: { kind: 'unreachable' } });
});
