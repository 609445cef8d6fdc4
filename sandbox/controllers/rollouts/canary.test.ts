import { describe, expect, it } from 'vitest';
import { deployments, rollouts, services } from '../../store/resources.ts';
import { healthy, pausedAt, standing, steps, underway } from '../testing/scenes.ts';
import { createRollout, createWorld, template } from '../testing/world.ts';

describe('a canary without a router', () => {
  it('starts with its first version at the last step, told in the order of the real controller', () => {
    const world = createWorld();
    createRollout(world, 'app', { canary: { steps } });
    world.until('healthy', () => healthy(world));
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
    world.until('its second pause', () => pausedAt(world, 3));
    expect(world.rollout('app').status.updatedReplicas).toBe(2);
    world.until('promoted', () => healthy(world), 30);
    const { status } = world.rollout('app');
    expect(status.stableRS).toBe(status.currentPodHash);
    expect(world.events('app')).toContain('RolloutStepCompleted: Rollout step 4/4 completed (pause: 5)');
    expect(world.events('app').at(-1)).toContain('Completed all 4 canary steps');
  });

  it('is aborted at once: canary Pods go, stable grows back, and the template stays the new one', () => {
    const world = underway();
    world.status(rollouts, 'app', { abort: true });
    world.until(
      'no canary Pod',
      () => world.rollout('app').status.updatedReplicas === undefined && world.rollout('app').status.availableReplicas === 4,
    );
    const { status } = world.rollout('app');
    expect(status).toMatchObject({
      phase: 'Degraded',
      message: 'RolloutAborted: Rollout aborted update to revision 2',
      abort: true,
      abortedAt: expect.any(String),
      currentStepIndex: 0,
      pauseConditions: [],
    });
    expect(status.currentPodHash).not.toBe(status.stableRS);
    expect(world.events('app')).toContain('RolloutAborted: Rollout aborted update to revision 2');
  });

  it('is retried from its first step', () => {
    const world = underway();
    world.status(rollouts, 'app', { abort: true });
    world.until('aborted', () => world.rollout('app').status.phase === 'Degraded');
    world.status(rollouts, 'app', { abort: false });
    world.until('its first pause again', () => pausedAt(world, 1));
    const { status } = world.rollout('app');
    expect([status.abort, status.abortedAt]).toEqual([undefined, undefined]);
    expect(status.updatedReplicas).toBe(1);
  });

  it('is promoted in full past its pauses', () => {
    const world = underway();
    world.status(rollouts, 'app', { promoteFull: true });
    world.until('promoted', () => healthy(world));
    expect(world.rollout('app').status.promoteFull).toBeUndefined();
    expect(world.events('app').at(-1)).toContain('Full promotion requested');
  });

  it('goes back to its stable version without steps, and to an older one with all of them', () => {
    const world = underway();
    world.image(rollouts, 'app', 'shop/app:1');
    world.until('back on stable', () => healthy(world));
    expect(world.events('app')).toContain('SkipSteps: Rollback to stable');
    world.image(rollouts, 'app', 'shop/app:2');
    world.until('its first pause', () => pausedAt(world, 1));
    world.status(rollouts, 'app', { promoteFull: true });
    world.until('promoted', () => healthy(world));
    world.image(rollouts, 'app', 'shop/app:1');
    world.until('the first pause of an undo', () => pausedAt(world, 1));
    expect(world.rollout('app').metadata.annotations['rollout.argoproj.io/revision']).toBe('5');
  });

  it('skips the steps of an undo inside the rollback window', () => {
    const world = underway({ rollbackWindow: { revisions: 2 } });
    world.status(rollouts, 'app', { promoteFull: true });
    world.until('promoted', () => healthy(world));
    world.image(rollouts, 'app', 'shop/app:1');
    world.until('undone', () => healthy(world), 20);
    expect(world.events('app')).toContain('SkipSteps: Rollback within window');
  });

  it('starts anew when its steps change', () => {
    const world = underway();
    world.spec(rollouts, 'app', { strategy: { canary: { steps: [{ setWeight: 50 }, { pause: {} }] } } });
    world.until('its only pause', () => pausedAt(world, 1) && world.rollout('app').status.updatedReplicas === 2);
  });

  it('paused by hand moves no Pods, not even for an abort', () => {
    const world = underway();
    world.spec(rollouts, 'app', { paused: true });
    world.until('paused', () => world.rollout('app').status.message === 'manually paused');
    world.status(rollouts, 'app', { abort: true });
    world.until('aborted', () => world.rollout('app').status.phase === 'Degraded');
    world.run(20);
    expect(world.rollout('app').status.updatedReplicas).toBe(1);
    world.spec(rollouts, 'app', { paused: false });
    world.until('no canary Pod', () => world.rollout('app').status.updatedReplicas === undefined);
  });

  it('that never becomes ready runs out of time, and aborts if it is told to', () => {
    const startup = (pod: { metadata: { name: string }; spec?: object }) =>
      JSON.stringify(pod.spec).includes(':2') ? Number.POSITIVE_INFINITY : 500;
    const world = standing({ canary: { steps } }, { progressDeadlineSeconds: 10 }, { startup });
    world.image(rollouts, 'app', 'shop/app:2');
    world.until('out of time', () => world.rollout('app').status.phase === 'Degraded', 20);
    expect(world.rollout('app').status.message).toMatch(/^ProgressDeadlineExceeded: ReplicaSet "app-\w+" has timed out progressing\.$/);
    world.spec(rollouts, 'app', { progressDeadlineAbort: true });
    world.until('aborted', () => world.rollout('app').status.abort === true);
    world.until('no canary Pod', () => world.rollout('app').status.updatedReplicas === undefined);
  });

  it('replaces every Pod on restartAt and says when it is done', () => {
    const world = standing({ canary: { steps } });
    const before = new Set(world.podsOf('app').map((each) => each.metadata.uid));
    world.run(2);
    world.spec(rollouts, 'app', { restartAt: new Date(world.clock.now()).toISOString() });
    world.until('restarted', () => world.rollout('app').status.restartedAt !== undefined);
    world.until('healthy', () => healthy(world));
    expect(world.podsOf('app').filter((each) => before.has(each.metadata.uid))).toEqual([]);
  });

  it('is scaled while it waits', () => {
    const world = underway();
    world.spec(rollouts, 'app', { replicas: 8 });
    world.until('scaled', () => world.rollout('app').status.availableReplicas === 8);
    expect(world.rollout('app').status.updatedReplicas).toBe(2);
  });

  it('follows the Deployment it refers to', () => {
    const world = createWorld();
    world.create(deployments, 'holder', {
      replicas: 0,
      selector: { matchLabels: { app: 'app' } },
      template: template('app', 'shop/app:1'),
    });
    world.create(rollouts, 'app', {
      replicas: 2,
      workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'holder' },
      strategy: { canary: { steps } },
    });
    world.until('healthy', () => healthy(world));
    world.spec(deployments, 'holder', { template: template('app', 'shop/app:2') });
    world.until('its first pause', () => pausedAt(world, 1));
    expect(world.rollout('app')).toMatchObject({
      metadata: { annotations: { 'rollout.argoproj.io/workload-generation': '2' } },
      status: { workloadObservedGeneration: '2' },
    });
  });

  it('lags behind its generation, then changes its resourceVersion about ten times in the first seconds', () => {
    const world = standing({ canary: { steps } });
    const before = world.store.version();
    world.image(rollouts, 'app', 'shop/app:2');
    expect(world.rollout('app').status.observedGeneration).not.toBe(String(world.rollout('app').metadata.generation));
    world.run(8);
    const changes = (world.store.eventsSince(before) ?? []).filter((each) => each.resource === rollouts);
    expect(changes.length).toBeGreaterThanOrEqual(8);
    expect(changes.length).toBeLessThanOrEqual(20);
  });

  it('says which Service is missing, and goes on when it is there', () => {
    const world = createWorld();
    const canary = { stableService: 'late-stable', canaryService: 'late-canary', steps };
    world.create(rollouts, 'late', {
      replicas: 1,
      selector: { matchLabels: { app: 'late' } },
      template: template('late', 'shop/late:1'),
      strategy: { canary },
    });
    world.run(2);
    expect(world.rollout('late').status).toMatchObject({
      phase: 'Degraded',
      message:
        'InvalidSpec: The Rollout "late" is invalid: spec.strategy.canary.stableService: Invalid value: "late-stable": service "late-stable" not found',
    });
    for (const name of ['late-stable', 'late-canary']) world.create(services, name, { selector: { app: 'late' } });
    world.until('healthy', () => healthy(world, 'late'));
  });
});
