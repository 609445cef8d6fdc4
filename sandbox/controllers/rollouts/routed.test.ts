import { describe, expect, it } from 'vitest';
import { httproutes, rollouts } from '../../store/resources.ts';
import { healthy, pausedAt, standing, steps, underwayRouted } from '../testing/scenes.ts';
import { routed } from '../testing/world.ts';

describe('a canary behind a VirtualService', () => {
  it('writes each weight into the route and its status, and 0 when fully promoted', () => {
    const world = underwayRouted();
    expect(world.weights('app')).toEqual([75, 25]);
    expect(world.rollout('app').status.canary.weights).toMatchObject({
      canary: { weight: 25, serviceName: 'app-canary' },
      stable: { weight: 75, serviceName: 'app-stable' },
    });
    world.status(rollouts, 'app', { pauseConditions: null });
    world.until('half', () => world.weights('app')[1] === 50);
    world.until('everything on the new version', () => world.weights('app')[1] === 100);
    world.until('promoted, and the weight put back', () => world.rollout('app').status.canary.weights?.canary.weight === 0);
    expect(world.weights('app')).toEqual([100, 0]);
    expect(world.rollout('app').status.stableRS).toBe(world.rollout('app').status.currentPodHash);
    expect(world.events('app')).toEqual(
      expect.arrayContaining([
        'TrafficWeightUpdated: Traffic weight updated from 0 to 25',
        'TrafficWeightUpdated: Traffic weight updated from 25 to 50',
        "Updated VirtualService: VirtualService `app` set to desiredWeight '50'",
      ]),
    );
  });

  it('keeps stable whole, and points each Service at its version', () => {
    const world = underwayRouted();
    const { stableRS, currentPodHash, replicas } = world.rollout('app').status;
    expect(replicas).toBe(5);
    expect([world.selector('app-stable'), world.selector('app-canary')]).toEqual([stableRS, currentPodHash]);
  });

  it('never sends traffic to Pods that are not ready yet', () => {
    const world = standing(routed('app', steps));
    world.image(rollouts, 'app', 'shop/app:2');
    for (let time = 0; time < 200; time += 1) {
      world.run(0.05);
      const newest = world.sets('app').find((each) => each.hash === world.rollout('app').status.currentPodHash);
      if ((world.weights('app')[1] ?? 0) > 0) expect(newest?.available).toBeGreaterThan(0);
    }
    expect(pausedAt(world, 1)).toBe(true);
  });

  it('keeps the old version for its delay after the promotion', () => {
    const world = underwayRouted();
    const old = world.rollout('app').status.stableRS;
    world.status(rollouts, 'app', { promoteFull: true });
    world.until('promoted', () => healthy(world));
    world.until('a deadline', () => world.sets('app').some((each) => each.hash === old && each.deadline !== undefined), 2);
    world.run(25);
    expect(world.sets('app').find((each) => each.hash === old)?.replicas).toBe(4);
    world.run(10);
    expect(world.sets('app').find((each) => each.hash === old)).toMatchObject({ replicas: 0, deadline: undefined });
  });

  it('aborted, is at weight 0 at once and keeps its Pods for 30 s', () => {
    const world = underwayRouted();
    const canary = world.rollout('app').status.currentPodHash;
    world.status(rollouts, 'app', { abort: true });
    world.until('weight 0', () => world.weights('app')[1] === 0, 1);
    world.until('aborted', () => world.rollout('app').status.phase === 'Degraded', 1);
    world.run(2);
    expect(world.sets('app').find((each) => each.hash === canary)).toMatchObject({ replicas: 1, deadline: expect.any(String) });
    expect(world.selector('app-canary')).toBe(world.rollout('app').status.stableRS);
    world.run(35);
    expect(world.sets('app').find((each) => each.hash === canary)).toMatchObject({ replicas: 0, deadline: undefined });
  });

  it('aborted while paused by hand, moves its weight all the same', () => {
    const world = underwayRouted();
    world.spec(rollouts, 'app', { paused: true });
    world.until('paused', () => world.rollout('app').status.message === 'manually paused');
    world.status(rollouts, 'app', { abort: true });
    world.until('weight 0', () => world.weights('app')[1] === 0, 2);
  });

  it('sets its Pods apart from its weight by setCanaryScale', () => {
    const scaled = [
      { setCanaryScale: { replicas: 3 } },
      { setWeight: 10 },
      { pause: {} },
      { setCanaryScale: { matchTrafficWeight: true } },
      { pause: {} },
    ];
    const world = standing(routed('app', scaled));
    world.image(rollouts, 'app', 'shop/app:2');
    world.until('its pause', () => pausedAt(world, 2));
    expect(world.rollout('app').status.updatedReplicas).toBe(3);
    expect(world.weights('app')).toEqual([90, 10]);
    world.status(rollouts, 'app', { pauseConditions: null });
    world.until('its second pause', () => pausedAt(world, 4));
    expect(world.rollout('app').status.updatedReplicas).toBe(1);
  });

  it('with dynamicStableScale shrinks stable with its share, and gives weight back no faster than stable returns', () => {
    const world = underwayRouted({ dynamicStableScale: true });
    world.status(rollouts, 'app', { pauseConditions: null });
    world.until('its second pause', () => pausedAt(world, 3));
    world.until('stable at half', () => world.rollout('app').status.replicas === 4);
    world.status(rollouts, 'app', { abort: true });
    world.run(0.5);
    expect(world.weights('app')[1]).toBe(50);
    world.until('weight 0', () => world.weights('app')[1] === 0);
    expect(world.sets('app').find((each) => each.hash === world.rollout('app').status.stableRS)?.available).toBe(4);
  });

  it('lets go of a version that was overtaken once no traffic is sent to it', () => {
    const world = underwayRouted();
    const overtaken = world.rollout('app').status.currentPodHash;
    world.image(rollouts, 'app', 'shop/app:3');
    world.until('its first pause', () => pausedAt(world, 1) && world.rollout('app').status.currentPodHash !== overtaken);
    world.until('gone', () => world.sets('app').find((each) => each.hash === overtaken)?.replicas === 0);
  });
});

it('a canary behind an HTTPRoute marks the route while it has traffic', () => {
  const trafficRouting = { plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: 'app', namespace: 'shop' } } };
  const world = standing({ canary: { stableService: 'app-stable', canaryService: 'app-canary', trafficRouting, steps } });
  world.image(rollouts, 'app', 'shop/app:2');
  world.until('its first pause', () => pausedAt(world, 1));
  const route = () => world.get(httproutes, 'app');
  expect(route().metadata.labels).toEqual({ 'rollouts.argoproj.io/gatewayapi-canary': 'in-progress' });
  expect(JSON.stringify(route().spec)).toContain('{"name":"app-canary","weight":25}');
  world.status(rollouts, 'app', { abort: true });
  world.until('unmarked', () => Object.keys(route().metadata.labels ?? {}).length === 0);
});
