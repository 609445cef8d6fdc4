import { describe, expect, it } from 'vitest';
import { rollouts } from '../../store/resources.ts';
import { healthy, standing } from '../testing/scenes.ts';
import type { World } from '../testing/world.ts';

const services = { activeService: 'app-active', previewService: 'app-preview' };

function inPreview(more = {}): World {
  const world = standing({ blueGreen: { ...services, autoPromotionEnabled: false, ...more } });
  world.image(rollouts, 'app', 'shop/app:2');
  world.until('its preview', () => world.rollout('app').status.pauseConditions.some(({ reason }) => reason === 'BlueGreenPause'));
  return world;
}

describe('a blue-green', () => {
  it('shows the new version in the preview and waits', () => {
    const world = inPreview();
    const { status } = world.rollout('app');
    expect([world.selector('app-active'), world.selector('app-preview')]).toEqual([status.stableRS, status.currentPodHash]);
    expect(status).toMatchObject({
      phase: 'Paused',
      message: 'BlueGreenPause',
      replicas: 8,
      blueGreen: { activeSelector: status.stableRS, previewSelector: status.currentPodHash },
    });
  });

  it('switches the active Service when promoted, and keeps the old version for its delay', () => {
    const world = inPreview({ scaleDownDelaySeconds: 10 });
    const old = world.rollout('app').status.stableRS;
    world.status(rollouts, 'app', { pauseConditions: null });
    world.until('promoted', () => healthy(world));
    expect(world.selector('app-active')).toBe(world.rollout('app').status.currentPodHash);
    expect(world.events('app').at(-1)).toContain('Completed blue-green update');
    world.run(5);
    expect(world.sets('app').find((each) => each.hash === old)?.replicas).toBe(4);
    world.run(10);
    expect(world.sets('app').find((each) => each.hash === old)?.replicas).toBe(0);
  });

  it('aborted, stays where it is; a retry within the delay goes straight to active, as the real one does', () => {
    const world = inPreview();
    world.status(rollouts, 'app', { abort: true });
    world.until('aborted', () => world.rollout('app').status.phase === 'Degraded');
    expect(world.selector('app-active')).toBe(world.rollout('app').status.stableRS);
    world.run(1);
    world.status(rollouts, 'app', { abort: false });
    world.until('promoted', () => healthy(world), 5);
  });

  it('aborted, takes the preview down after its delay', () => {
    const world = inPreview();
    world.status(rollouts, 'app', { abort: true });
    world.run(40);
    const { status } = world.rollout('app');
    expect(world.sets('app').find((each) => each.hash === status.currentPodHash)?.replicas).toBe(0);
    expect(status).toMatchObject({ phase: 'Degraded', abort: true });
  });

  it('is undone by the same switch without a pause while the old version still stands', () => {
    const world = inPreview();
    world.status(rollouts, 'app', { promoteFull: true });
    world.until('promoted', () => healthy(world));
    world.run(1);
    world.image(rollouts, 'app', 'shop/app:1');
    world.until('undone', () => healthy(world) && world.rollout('app').status.stableRS === world.selector('app-active'), 3);
    expect(world.rollout('app').metadata.annotations['rollout.argoproj.io/revision']).toBe('3');
  });

  it('promotes itself: at once by default, or after autoPromotionSeconds', () => {
    const world = standing({ blueGreen: services });
    world.image(rollouts, 'app', 'shop/app:2');
    world.until('promoted', () => world.rollout('app').metadata.annotations['rollout.argoproj.io/revision'] === '2' && healthy(world), 20);
    expect(world.events('app').some((each) => each.startsWith('RolloutPaused'))).toBe(false);

    const timed = standing({ blueGreen: { ...services, autoPromotionSeconds: 10 } });
    timed.image(rollouts, 'app', 'shop/app:2');
    timed.until('its pause', () => timed.rollout('app').status.pauseConditions.length > 0);
    timed.run(5);
    expect(healthy(timed)).toBe(false);
    timed.until('promoted', () => healthy(timed), 10);
  });

  it('paused by hand, does not switch', () => {
    const world = inPreview();
    world.spec(rollouts, 'app', { paused: true });
    world.run(1);
    world.status(rollouts, 'app', { pauseConditions: null });
    world.run(10);
    expect(world.selector('app-active')).toBe(world.rollout('app').status.stableRS);
    expect(world.rollout('app').status.stableRS).not.toBe(world.rollout('app').status.currentPodHash);
  });
});
