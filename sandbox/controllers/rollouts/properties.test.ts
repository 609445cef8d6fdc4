import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rollouts } from '../../store/resources.ts';
import { approximate } from './canary-replicas.ts';
import { pauseSeconds } from './rollout.ts';
import { templateHashOf } from '../machinery/pod-template.ts';
import { createRollout, createWorld, routed, type World } from '../testing/world.ts';

const steps = [{ setWeight: 20 }, { pause: { duration: 3 } }, { setWeight: 60 }, { pause: {} }];

type Act = { readonly act: 'image' | 'abort' | 'retry' | 'promote' | 'full' | 'pause' | 'resume' | 'undo'; readonly wait: number };
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    act: fc.constantFrom('image', 'abort', 'retry', 'promote', 'full', 'pause', 'resume', 'undo'),
    wait: fc.integer({ min: 0, max: 12_000 }),
  }),
  { minLength: 1, maxLength: 6 },
);

/** Does what people do to a rollout, and calls `check` all along. */
function play(world: World, list: readonly Act[], check: () => void): void {
  let version = 1;
  for (const { act, wait } of list) {
    if (act === 'image') world.image(rollouts, 'app', `shop/app:${(version += 1)}`);
    if (act === 'undo') world.image(rollouts, 'app', `shop/app:${Math.max(1, version - 1)}`);
    if (act === 'abort') world.status(rollouts, 'app', { abort: true });
    if (act === 'retry') world.status(rollouts, 'app', { abort: false });
    if (act === 'promote') world.status(rollouts, 'app', { pauseConditions: null });
    if (act === 'full') world.status(rollouts, 'app', { promoteFull: true });
    if (act === 'pause' || act === 'resume') world.spec(rollouts, 'app', { paused: act === 'pause' });
    for (let left = wait; left > 0; left -= 100) {
      world.run(0.1);
      check();
    }
  }
}

describe('whatever people do to a rollout', () => {
  it('never has fewer available Pods than maxUnavailable leaves', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 1, max: 8 }), fc.integer(), (list, replicas, seed) => {
        const world = createWorld({ seed });
        createRollout(world, 'app', { canary: { steps, maxSurge: 1, maxUnavailable: 1 } }, { replicas });
        world.until('available', () => world.rollout('app').status.availableReplicas === replicas);
        play(world, list, () => {
          const available = world.sets('app').reduce((sum, each) => sum + each.available, 0);
          expect(available).toBeGreaterThanOrEqual(replicas - 1);
        });
      }),
      { numRuns: 25 },
    );
  });

  it('has weights that sum up to 100, the same in route and status, and revisions that only grow', () => {
    fc.assert(
      fc.property(acts, fc.integer(), (list, seed) => {
        const world = createWorld({ seed });
        createRollout(world, 'app', routed('app', steps), { replicas: 3 });
        world.until('healthy', () => world.rollout('app').status.phase === 'Healthy');
        let newest = 0;
        play(world, list, () => {
          const [stable = 0, canary = 0] = world.weights('app');
          expect(stable + canary).toBe(100);
          expect(world.rollout('app').status.canary.weights).toMatchObject({ canary: { weight: canary }, stable: { weight: stable } });
          const revision = Number(world.rollout('app').metadata.annotations['rollout.argoproj.io/revision']);
          expect(revision).toBeGreaterThanOrEqual(newest);
          newest = revision;
          const revisions = world.sets('app').map((each) => each.revision);
          expect(new Set(revisions).size).toBe(revisions.length);
        });
      }),
      { numRuns: 25 },
    );
  });

  it('ends an abort with no traffic on the canary', () => {
    fc.assert(
      fc.property(acts, fc.boolean(), fc.integer(), (list, dynamicStableScale, seed) => {
        const world = createWorld({ seed });
        createRollout(world, 'app', routed('app', steps, { dynamicStableScale }), { replicas: 3 });
        world.until('healthy', () => world.rollout('app').status.phase === 'Healthy');
        play(world, list, () => undefined);
        world.spec(rollouts, 'app', { paused: false });
        // A new template that the controller has not seen yet would clear the abort, as the real one does.
        world.run(1);
        world.status(rollouts, 'app', { abort: true });
        world.run(60);
        expect(world.weights('app')).toEqual([100, 0]);
      }),
      { numRuns: 25 },
    );
  });

  it('comes out the same when played again with the same seed', () => {
    fc.assert(
      fc.property(acts, fc.integer(), (list, seed) => {
        const record = () => {
          const world = createWorld({ seed });
          const told: string[] = [];
          world.store.onEvent(({ type, object }) =>
            told.push(`${type} ${object.kind} ${object.metadata.name} ${JSON.stringify(object.status ?? null)}`),
          );
          createRollout(world, 'app', { canary: { steps } }, { replicas: 2 });
          world.run(8);
          play(world, list, () => undefined);
          return told;
        };
        expect(record()).toEqual(record());
      }),
      { numRuns: 8 },
    );
  });
});

describe('the split of Pods by a weight', () => {
  it('keeps both versions alive between 0 and 100, and never adds more than one Pod', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 100 }),
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 0, max: 5 }),
        (replicas, weight, surge) => {
          const { canary, stable } = approximate(replicas, weight, 100, surge);
          expect(canary + stable).toBeGreaterThanOrEqual(replicas);
          expect(canary + stable).toBeLessThanOrEqual(replicas + (surge > 0 ? 1 : 0));
          expect(Math.min(canary, stable)).toBeGreaterThan(0);
          expect(Math.abs(canary / (canary + stable) - weight / 100)).toBeLessThanOrEqual(1 / replicas);
        },
      ),
    );
  });

  it.each([
    [5, 20, 2, 1, 4],
    [5, 60, 2, 3, 2],
    [4, 25, 1, 1, 3],
    [1, 50, 1, 1, 1],
    [10, 0, 3, 0, 10],
    [10, 100, 3, 10, 0],
  ])('%i Pods at %i%% with surge %i: %i and %i', (replicas, weight, surge, canary, stable) => {
    expect(approximate(replicas, weight, 100, surge)).toEqual({ canary, stable });
  });
});

it.each([
  [10, 10],
  ['10', 10],
  ['90s', 90],
  ['1h30m', 5_400],
  [null, null],
  [undefined, null],
])('a pause of %s is %s seconds', (duration, seconds) => {
  expect(pauseSeconds(duration)).toBe(seconds);
});

it('a template hashes the same with and without the defaults a server adds, and its own label', () => {
  const spec = { containers: [{ name: 'app', image: 'shop/app:1' }] };
  const labels = { app: 'app' };
  const hash = templateHashOf({ metadata: { labels }, spec });
  const defaulted = { ...spec, restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', terminationGracePeriodSeconds: 30 };
  expect(
    templateHashOf({ metadata: { creationTimestamp: null, labels: { ...labels, 'rollouts-pod-template-hash': 'x' } }, spec: defaulted }),
  ).toBe(hash);
  expect(templateHashOf({ metadata: { labels }, spec: { containers: [{ name: 'app', image: 'shop/app:2' }] } })).not.toBe(hash);
});
