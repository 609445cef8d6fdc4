import { describe, expect, it } from 'vitest';
import { deployments, replicasets } from '../../store/resources.ts';
import { Seen } from '../testing/seen.ts';
import { createWorld, template, type World } from '../testing/world.ts';

function look(world: World): Seen {
  return Seen.parse(world.get(deployments, 'web'));
}
function complete(world: World, replicas = 4): boolean {
  const { status, metadata } = look(world);
  const { observedGeneration, updatedReplicas, availableReplicas } = status;
  return (
    observedGeneration === metadata.generation && [status.replicas, updatedReplicas, availableReplicas].every((each) => each === replicas)
  );
}
const reason = (world: World, type: string) => look(world).status.conditions.find((each) => each.type === type)?.reason;

function standing(more = {}, options = {}): World {
  const world = createWorld(options);
  world.create(deployments, 'web', {
    replicas: 4,
    selector: { matchLabels: { app: 'web' } },
    template: template('web', 'shop/web:1'),
    ...more,
  });
  world.until('complete', () => complete(world));
  return world;
}

describe('a Deployment', () => {
  it('brings up its Pods through a ReplicaSet of its own', () => {
    const world = standing();
    const [set] = world.store.list(replicasets, 'shop');
    expect(set?.metadata).toMatchObject({
      annotations: {
        'deployment.kubernetes.io/desired-replicas': '4',
        'deployment.kubernetes.io/max-replicas': '5',
        'deployment.kubernetes.io/revision': '1',
      },
      labels: { app: 'web', 'pod-template-hash': expect.stringMatching(/^[bcdfghjklmnpqrstvwxz2456789]{7,10}$/) },
      ownerReferences: [{ kind: 'Deployment', name: 'web', controller: true }],
    });
    expect([reason(world, 'Progressing'), reason(world, 'Available')]).toEqual(['NewReplicaSetAvailable', 'MinimumReplicasAvailable']);
    expect(world.events('web')).toEqual([`ScalingReplicaSet: Scaled up replica set ${set?.metadata.name} from 0 to 4`]);
  });

  it('rolls to a new template inside its bounds', () => {
    const world = standing({ strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } });
    world.image(deployments, 'web', 'shop/web:2');
    for (let time = 0; time < 600 && !complete(world); time += 1) {
      world.run(0.05);
      const { availableReplicas, replicas } = look(world).status;
      expect(availableReplicas).toBeGreaterThanOrEqual(4);
      expect(replicas).toBeLessThanOrEqual(5);
    }
    expect(complete(world)).toBe(true);
    expect(look(world).metadata.annotations['deployment.kubernetes.io/revision']).toBe('2');
  });

  it('goes back to an earlier template with a revision of its own, and remembers the one it had', () => {
    const world = standing();
    world.image(deployments, 'web', 'shop/web:2');
    world.until('rolled', () => complete(world));
    world.image(deployments, 'web', 'shop/web:1');
    world.until('undone', () => complete(world));
    expect(
      world
        .sets('web')
        .map((each) => [each.revision, each.replicas])
        .toSorted(),
    ).toEqual([
      [2, 0],
      [3, 4],
    ]);
    const back = world.store.list(replicasets, 'shop').find((each) => each.spec?.['replicas'] === 4);
    expect(back?.metadata.annotations?.['deployment.kubernetes.io/revision-history']).toBe('1');
  });

  it('does nothing while paused, and catches up when resumed', () => {
    const world = standing();
    world.spec(deployments, 'web', { paused: true });
    world.run(1);
    expect(reason(world, 'Progressing')).toBe('DeploymentPaused');
    world.image(deployments, 'web', 'shop/web:2');
    world.run(20);
    expect(world.sets('web')).toHaveLength(1);
    world.spec(deployments, 'web', { paused: false });
    world.until('rolled', () => complete(world) && world.sets('web').length === 2);
  });

  it('says when it does not get on', () => {
    const startup = (pod: object) => (JSON.stringify(pod).includes('web:2') ? Number.POSITIVE_INFINITY : 200);
    const world = standing({ progressDeadlineSeconds: 10 }, { startup });
    world.image(deployments, 'web', 'shop/web:2');
    world.until('out of time', () => reason(world, 'Progressing') === 'ProgressDeadlineExceeded', 20);
    expect(look(world).status.availableReplicas).toBe(3);
  });

  it('with Recreate never runs two versions', () => {
    const world = standing({ strategy: { type: 'Recreate' } });
    world.image(deployments, 'web', 'shop/web:2');
    for (let time = 0; time < 300; time += 1) {
      world.run(0.05);
      const images = new Set(world.podsOf('web').map((pod) => JSON.stringify(pod.spec?.['containers'])));
      expect(images.size).toBeLessThanOrEqual(1);
    }
    expect(complete(world)).toBe(true);
  });

  it('keeps as many old ReplicaSets as revisionHistoryLimit says, and is scaled', () => {
    const world = standing({ revisionHistoryLimit: 1 });
    for (const version of [2, 3, 4]) {
      world.image(deployments, 'web', `shop/web:${version}`);
      world.run(0.5);
      world.until(`version ${version}`, () => complete(world));
    }
    world.run(1);
    expect(
      world
        .sets('web')
        .map((each) => each.revision)
        .toSorted(),
    ).toEqual([3, 4]);
    world.spec(deployments, 'web', { replicas: 2 });
    world.until('scaled', () => complete(world, 2));
  });
});
