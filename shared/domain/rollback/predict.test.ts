import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { exampleWorkload } from '../rollouts/testing/example-workload.ts';
import { median, predict } from './predict.ts';

const clock = (weight: number) => ({ accepted: 0.1, weight, traffic: null, normal: null });

describe('a prediction', () => {
  it('comes from this workload first, and says so', () => {
    const past = { ofWorkload: [clock(2), clock(4), clock(3)], ofCluster: [clock(100)] };
    expect(predict('abort', exampleWorkload(), past, true)).toMatchObject({
      weight: 3,
      traffic: null,
      from: 'from 3 aborts of this workload',
    });
  });

  it('comes from the cluster where the workload has no past', () => {
    expect(predict('undo', exampleWorkload(), { ofWorkload: [], ofCluster: [clock(40)] }, true)).toMatchObject({
      weight: 40,
      from: 'from 1 undo of a routed rollout on this cluster',
    });
  });

  it('promises no seconds when pods must start first', () => {
    const unrouted = exampleWorkload({ weights: null, routes: [] });
    expect(predict('abort', unrouted, { ofWorkload: [], ofCluster: [] }, true)).toMatchObject({
      weight: null,
      from: 'no abort of a rollout without a route was seen from this desk yet: it takes as long as stable pods take to become ready',
    });
  });
});

it('names no second for traffic that nobody measures', () => {
  expect(predict('abort', exampleWorkload(), { ofWorkload: [], ofCluster: [] }, false)).toMatchObject({ weight: 2, traffic: null });
});

describe('the median', () => {
  it('of nothing is unknown', () => {
    expect(median([])).toBeNull();
  });

  test.prop([fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1 })])('leaves as many values below as above', (values) => {
    const middle = median(values) ?? Number.NaN;
    expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(values.length / 2);
    expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(values.length / 2);
  });
});
