import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { deployments, pods, rollouts, virtualservices } from '../store/resources.ts';
import { type Stage, stage } from './testing/stage.ts';

const Rollout = z.looseObject({
  status: z.looseObject({
    phase: z.string(),
    stableRS: z.string(),
    currentPodHash: z.string(),
    currentStepIndex: z.number().default(0),
    canary: z.looseObject({ weights: z.looseObject({ canary: z.looseObject({ weight: z.number() }) }).optional() }).default({}),
  }),
});

function statusOf({ store }: Stage, name: string) {
  const { status } = Rollout.parse(store.get(rollouts, 'shop', name));
  return { ...status, weight: status.canary.weights?.canary.weight ?? null };
}

/** Of one version's requests in the last minute, the part that failed. */
function failing(world: Stage, name: string, hash: string): number {
  const of = `http_requests_total{namespace="shop",pod=~"${name}-${hash}-.*"`;
  return world.figure(`(sum(rate(${of},code=~"5.."}[1m])) or vector(0)) / sum(rate(${of}}[1m]))`);
}

function meanSeconds(world: Stage, name: string, hash: string): number {
  const of = `{namespace="shop",pod=~"${name}-${hash}-.*"}[1m]`;
  return world.figure(`sum(rate(http_request_duration_seconds_sum${of})) / sum(rate(http_request_duration_seconds_count${of}))`);
}

function rate(world: Stage, name: string, hash: string): number {
  return world.figure(`sum(rate(http_requests_total{namespace="shop",pod=~"${name}-${hash}-.*"}[1m]))`);
}

describe('payments-timeout', () => {
  it('opens at 5% and stays there for a minute and more, while four payments in ten begin to fail', () => {
    const world = stage('payments-timeout');
    world.clock.run(15_000);
    const opening = statusOf(world, 'payments');
    expect(opening).toMatchObject({ phase: 'Paused', weight: 5, currentStepIndex: 1 });
    for (let second = 0; second < 60; second += 1) {
      world.clock.run(1_000);
      expect(statusOf(world, 'payments')).toMatchObject({ phase: 'Paused', weight: 5 });
    }
    // A minute after the opening the errors show in a rate over a minute.
    expect(failing(world, 'payments', opening.currentPodHash)).toBeGreaterThan(0.15);
    world.clock.run(60_000);
    expect(failing(world, 'payments', opening.currentPodHash)).toBeCloseTo(0.4, 1);
    expect(failing(world, 'payments', opening.stableRS)).toBeLessThan(0.01);
    const share = rate(world, 'payments', opening.currentPodHash) / world.figure('sum(rate(http_requests_total{service="payments"}[1m]))');
    expect(share).toBeCloseTo(0.05, 1);
    expect(meanSeconds(world, 'payments', opening.stableRS)).toBeCloseTo(0.26, 1);
  });

  it('lets every Deployment be complete when it opens, and the rest of the shop live', () => {
    const world = stage('payments-timeout');
    world.clock.run(15_000);
    const plain = world.store.list(deployments, 'shop').filter(({ metadata }) => !metadata.name.endsWith('-template'));
    expect(plain.length).toBeGreaterThan(0);
    for (const { spec, status, metadata } of plain) {
      const { replicas } = spec ?? {};
      expect(status).toMatchObject({ observedGeneration: metadata.generation, updatedReplicas: replicas, availableReplicas: replicas });
    }
    world.clock.run(180_000);
    expect(statusOf(world, 'search')).toMatchObject({ phase: 'Healthy' });
    expect(statusOf(world, 'catalog')).toMatchObject({ phase: 'Paused' });
    expect(statusOf(world, 'storefront')).toMatchObject({ phase: 'Paused' });
  });

  it('is healed by the configuration alone: the same image with a time-out of 1,000 ms', () => {
    const world = stage('payments-timeout');
    world.clock.run(90_000);
    const rollout = world.store.get(rollouts, 'shop', 'payments');
    const text = JSON.stringify(rollout).replace('{"name":"PSP_TIMEOUT_MS","value":"500"}', '{"name":"PSP_TIMEOUT_MS","value":"1000"}');
    world.store.update(rollouts, JSON.parse(text));
    world.clock.run(120_000);
    const { currentPodHash } = statusOf(world, 'payments');
    expect(text).toContain('payments:2.14.0');
    expect(failing(world, 'payments', currentPodHash)).toBeLessThan(0.02);
    expect(meanSeconds(world, 'payments', currentPodHash)).toBeGreaterThan(0.35);
  });
});

describe('n-plus-one', () => {
  it('takes 1,200 ms where it took 180, fails 5.8% where it failed 0.2%, and holds 98% of its connections', () => {
    const world = stage('n-plus-one');
    world.clock.run(115_000);
    const { currentPodHash: bad, stableRS: good } = statusOf(world, 'orders');
    expect(meanSeconds(world, 'orders', good)).toBeCloseTo(0.18, 2);
    expect(meanSeconds(world, 'orders', bad)).toBeCloseTo(1.2, 1);
    world.clock.run(300_000);
    const of = (hash: string, code: string) => `sum(increase(http_requests_total{pod=~"orders-${hash}-.*"${code}}[4m]))`;
    expect(world.figure(`${of(bad, ',code="500"')} / ${of(bad, '')}`)).toBeCloseTo(0.058, 2);
    expect(world.figure(`${of(good, ',code="500"')} / ${of(good, '')}`)).toBeCloseTo(0.002, 2);
    const pool = `max(db_pool_connections_in_use{pod=~"orders-${bad}-.*"}) / max(db_pool_connections_max{pod=~"orders-${bad}-.*"})`;
    expect(world.figure(pool)).toBeCloseTo(0.98, 2);
  });
});

describe('weekend-pass', () => {
  it('passes every step at a tenth of the traffic and fails four in ten on Monday', () => {
    const world = stage('weekend-pass');
    world.clock.run(145_000);
    const { currentPodHash, stableRS, phase } = statusOf(world, 'payments');
    expect([phase, stableRS]).toEqual(['Healthy', currentPodHash]);
    expect(failing(world, 'payments', currentPodHash)).toBeLessThan(0.02);
    const saturday = rate(world, 'payments', currentPodHash);
    world.clock.run(120_000);
    expect(failing(world, 'payments', currentPodHash)).toBeCloseTo(0.4, 1);
    expect(rate(world, 'payments', currentPodHash) / saturday).toBeGreaterThan(8);
  });
});

describe('thundering-herd', () => {
  it('has half of the stable pods left while the canary holds 50%, and the rest cannot take it all', () => {
    const world = stage('thundering-herd');
    world.clock.run(160_000);
    const { weight, stableRS, currentPodHash } = statusOf(world, 'catalog');
    expect(weight).toBe(50);
    const of = (hash: string) =>
      world.store.list(pods, 'shop').filter(({ metadata }) => metadata.name.startsWith(`catalog-${hash}-`)).length;
    expect([of(stableRS), of(currentPodHash)]).toEqual([5, 5]);
    expect(failing(world, 'catalog', currentPodHash)).toBeCloseTo(0.04, 1);
    // Somebody moves all the traffic back by hand.
    const moved = JSON.stringify(world.store.list(virtualservices, 'shop').find(({ metadata }) => metadata.name === 'catalog'))
      .replaceAll('"weight":50', '"weight":0')
      .replace('"weight":0', '"weight":100');
    world.controllers.stop();
    world.store.update(virtualservices, JSON.parse(moved));
    world.clock.run(90_000);
    expect(failing(world, 'catalog', stableRS)).toBeGreaterThan(0.35);
  });
});

describe('dark-pool', () => {
  it('has no user on the new version, and those of the old one and of catalog fail', () => {
    const world = stage('dark-pool');
    world.clock.run(34_000);
    const { currentPodHash, stableRS } = statusOf(world, 'recommendations');
    expect(failing(world, 'recommendations', stableRS)).toBeLessThan(0.02);
    world.clock.run(100_000);
    expect(statusOf(world, 'recommendations').weight).toBe(0);
    expect(rate(world, 'recommendations', currentPodHash)).toBe(0);
    expect(world.figure('db_connections_in_use / db_connections_max')).toBeCloseTo(0.98, 2);
    expect(failing(world, 'recommendations', stableRS)).toBeGreaterThan(0.05);
    expect(
      world.figure(
        'sum(rate(http_requests_total{service="catalog",code="500"}[1m])) / sum(rate(http_requests_total{service="catalog"}[1m]))',
      ),
    ).toBeGreaterThan(0.05);
  });
});
