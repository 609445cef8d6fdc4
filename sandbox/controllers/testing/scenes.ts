import { rollouts } from '../../store/resources.ts';
import { createRollout, createWorld, routed, type World } from './world.ts';

/** Healthy, and that said of the spec as it is now. */
export function healthy(world: World, name = 'app'): boolean {
  const { status, metadata } = world.rollout(name);
  return (
    status.phase === 'Healthy' && status.observedGeneration === String(metadata.generation) && status.currentPodHash === status.stableRS
  );
}

export function pausedAt(world: World, index: number, name = 'app'): boolean {
  const { status } = world.rollout(name);
  return status.currentStepIndex === index && status.pauseConditions.length > 0;
}

export const steps = [{ setWeight: 25 }, { pause: {} }, { setWeight: 50 }, { pause: { duration: 5 } }];

type Options = Parameters<typeof createWorld>[0];
type More = Parameters<typeof createRollout>[3];

/** Rollout `app` with version 1 healthy. */
export function standing(strategy: Parameters<typeof createRollout>[2], more: More = {}, options: Options = {}): World {
  const world = createWorld(options);
  createRollout(world, 'app', strategy, more);
  world.until('healthy', () => healthy(world));
  return world;
}

/** `app` with version 2 at its first pause, Pods deciding the traffic. */
export function underway(more: More = {}, options: Options = {}): World {
  const world = standing({ canary: { steps } }, more, options);
  world.image(rollouts, 'app', 'shop/app:2');
  world.until('its first pause', () => pausedAt(world, 1));
  return world;
}

/** The same behind a VirtualService. */
export function underwayRouted(canary: Parameters<typeof routed>[2] = {}, more: More = {}): World {
  const world = standing(routed('app', steps, canary), more);
  world.image(rollouts, 'app', 'shop/app:2');
  world.until('its first pause', () => pausedAt(world, 1));
  return world;
}
