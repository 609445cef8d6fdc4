import { expect, test } from 'vitest';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { exampleWorkload } from '#shared/domain/rollouts/testing/example-workload.ts';
import { createMetricReadings } from './metric-readings.ts';

const workload = exampleWorkload({ currentHash: 'new', stableHash: 'old' });
const never = new AbortController().signal;

/** Readings of a metric server that answers as told, on a clock moved by hand. */
function readings(answer: () => Promise<Result<string>>, source: string | null = 'prometheus') {
  const asked: (readonly string[])[] = [];
  let now = 1_000;
  const made = createMetricReadings<string>(
    {
      sourceOf: () => source,
      ask(_target, hashes) {
        asked.push(hashes);
        return answer();
      },
    },
    { now: () => now, monotonic: () => now, sleep: async () => {} },
  );
  return { made, asked, wait: (ms: number) => (now += ms) };
}

test('an answer serves until it is older than the reader will have it', async () => {
  const { made, asked, wait } = readings(async () => ok('40%'));
  expect(await made.refresh(workload, 5_000, never)).toBe('40%');
  wait(4_999);
  await made.refresh(workload, 5_000, never);
  expect(asked).toEqual([['new', 'old']]);
  wait(1);
  await made.refresh(workload, 5_000, never);
  expect(asked).toHaveLength(2);
  expect(made.latest(workload.target)).toBe('40%');
});

test('a question under way is not asked again, and what was known stays meanwhile', async () => {
  let answer: (said: Result<string>) => void = () => {};
  const { made, asked } = readings(() => new Promise((resolve) => (answer = resolve)));
  const both = [made.refresh(workload, 0, never), made.refresh(workload, 0, never)];
  expect(made.latest(workload.target)).toEqual({ why: 'not asked while nothing moves', source: 'prometheus' });
  answer(ok('40%'));
  expect(await Promise.all(both)).toEqual(['40%', '40%']);
  expect(asked).toHaveLength(1);
});

test.each([
  ['query timed out', 'It cannot answer now. query timed out'],
  ['<html>Sign in</html>', 'It cannot answer now.'],
])('a failure is kept in words, a web page is not quoted: %s', async (text, why) => {
  const upstream = { source: 'prometheus', text };
  const { made } = readings(async () => fail('unreachable', 'It cannot answer now.', { upstream }));
  expect(await made.refresh(workload, 0, never)).toEqual({ why, source: 'prometheus' });
});

test('nothing is asked where no metric server is configured', async () => {
  const { made, asked } = readings(async () => ok('40%'), null);
  expect(await made.refresh(workload, 0, never)).toBeNull();
  expect(made.latest(workload.target)).toBeNull();
  expect(asked).toEqual([]);
});
