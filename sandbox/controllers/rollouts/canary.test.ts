import { describe, expect, it } from 'vitest';
import { rollouts } from '../../store/resources.ts';
import { createRollout, createWorld, type World } from '../testing/world.ts';

const steps = [{ setWeight: 25 }, { pause: {} }, { setWeight: 50 }, { pause: { duration: 5 } }];

function healthy(world: World, name: string): boolean {
  const { status, metadata } = world.rollout(name);
  return status.phase === 'Healthy' && status.observedGeneration === String(metadata.generation);
}
const pausedAt = (world: World, name: string, index: number) => {
  const { status } = world.rollout(name);
  return status.currentStepIndex === index && status.pauseConditions.length > 0;
};

/** `app` with version 1 healthy and version 2 at its first pause. */
function underway(more = {}): World {
  const world = createWorld();
  createRollout(world, 'app', { canary: { steps } }, more);
  world.until('healthy', () => healthy(world, 'app'));
  world.image(rollouts, 'app', 'shop/app:2');
  world.until('its first pause', () => pausedAt(world, 'app', 1));
  return world;
}

describe('a canary without a router', () => {
  it('starts with its first version at the last step, told in the order of the real controller', () => {
    const world = createWorld();
    createRollout(world, 'app', { canary: { steps } });
    world.until('healthy', () => healthy(world, 'app'));
    const { status, metadata } = world.rollout('app');
    expect(status).toMatchObject({
      currentStepIndex: 4,
      stableRS: status.currentPodHash,
      replicas: 4,
      availableReplicas: 4,
      HPAReplicas: 4,
      selector: 'app=app',
    });
    expect(metadata).toMatchObject({ generation: 2, annotations: { 'rollout.argoproj.io/revision': '1' } });
    expect(world.events('app').filter((each) => !each.startsWith('Scal'))).toEqual([
      'RolloutAddedToInformer: Rollout resource added to informer: shop/app',
      'RolloutUpdated: Rollout updated to revision 1',
      `NewReplicaSetCreated: Created ReplicaSet app-${status.currentPodHash} (revision 1)`,
      `RolloutNotCompleted: Rollout not completed, started update to revision 1 (${status.currentPodHash})`,
      `RolloutCompleted: Rollout completed update to revision 1 (${status.currentPodHash}): Initial deploy`,
    ]);
    expect(status.conditions.map((each) => [each.type, each.status, each.reason])).toEqual(
      expect.arrayContaining([
        ['Available', 'True', 'AvailableReason'],
        ['Progressing', 'True', 'NewReplicaSetAvailable'],
        ['Completed', 'True', 'RolloutCompleted'],
        ['Healthy', 'True', 'RolloutHealthy'],
      ]),
    );
  });

  it('splits its Pods by the weight and waits at a pause', () => {
    const world = underway();
    const { status } = world.rollout('app');
    expect(status).toMatchObject({ phase: 'Paused', message: 'CanaryPauseStep', controllerPause: true, replicas: 4, updatedReplicas: 1 });
    expect(
      world
        .sets('app')
        .map((each) => [each.replicas, each.revision])
        .toSorted(),
    ).toEqual([
      [1, 2],
      [3, 1],
    ]);
  });

  it('goes on when the pause is cleared, waits out a timed one, and ends fully promoted', () => {
    const world = underway();
    world.status(rollouts, 'app', { pauseConditions: null });
    world.until('its second pause', () => pausedAt(world, 'app', 3));
    expect(world.rollout('app').status.updatedReplicas).toBe(2);
    world.until('promoted', () => healthy(world, 'app'), 30);
    const { status } = world.rollout('app');
    expect(status.stableRS).toBe(status.currentPodHash);
    expect(world.events('app')).toContain('RolloutStepCompleted: Rollout step 4/4 completed (pause: 5)');
    expect(world.events('app').at(-1)).toContain('Completed all 4 canary steps');
  });
});
