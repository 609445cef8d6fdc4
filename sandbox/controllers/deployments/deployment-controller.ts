import { timestamp } from '../../store/memory-store.ts';
import type { StoredObject } from '../../store/object-store.ts';
import { deployments, pods as podsResource, replicasets } from '../../store/resources.ts';
import { conditionOf, renewCondition, setCondition } from '../machinery/conditions.ts';
import { controllerOf, createOwnerIndex } from '../machinery/owner-index.ts';
import { createTemplateHasher } from '../machinery/pod-template.ts';
import { createWorkQueue } from '../machinery/work-queue.ts';
import { type ReplicaSet, readReplicaSet } from '../replicasets/replica-set.ts';
import type { ControllerOptions } from '../replicasets/replica-set-controller.ts';
import { decideRecreate, decideScales, type Scale } from './decide-scales.ts';
import { type Deployment, deploymentKeys as keys, readDeployment } from './deployment.ts';
import { deploymentStatus } from './deployment-status.ts';
import { createSet, renewSet, scaleSet, trimHistory } from './sets-writer.ts';

/** Moves every Deployment to its template, ReplicaSet by ReplicaSet. */
export function startDeploymentController({ store, clock, random, recorder: all, onError }: ControllerOptions): { stop(): void } {
  const recorder = all.as('deployment-controller');
  const index = createOwnerIndex(store, replicasets);
  const pods = createOwnerIndex(store, podsResource);
  const queue = createWorkQueue({ clock, delay: () => 15 + random() * 60, run: reconcile, ...(onError ? { onError } : {}) });
  const hashOf = createTemplateHasher();
  const now = () => timestamp(clock.now());

  function reconcile(key: string): void {
    const [namespace = '', name = ''] = key.split('/');
    const object = store.get(deployments, namespace, name);
    if (object === undefined || object.metadata.deletionTimestamp !== undefined) return;
    const sets = () => index.ownedBy(object.metadata.uid).map((each) => readReplicaSet(each, keys));
    const hash = hashOf(readDeployment(object).template);
    const ensured = notePause(readDeployment(ensureNewest(readDeployment(object), hash, sets())));
    const newest = sets().find((each) => each.hash === hash) ?? null;
    const old = sets().filter((each) => each.hash !== hash);
    for (const { set, to } of decide(ensured, newest, old)) {
      recorder.event(ensured.object, { reason: 'ScalingReplicaSet', message: scaleSet(store, ensured, set, to) });
    }
    const after = sets();
    writeStatus(
      key,
      ensured,
      after.find((each) => each.hash === hash) ?? null,
      after.filter((each) => each.hash !== hash),
    );
    trimHistory(store, ensured, old);
  }

  function decide(deployment: Deployment, newest: ReplicaSet | null, old: readonly ReplicaSet[]): readonly Scale[] {
    if (deployment.paused) {
      const active = [...(newest === null ? [] : [newest]), ...old].filter((each) => each.replicas > 0);
      const [only] = active;
      return active.length === 1 && only !== undefined && only.replicas !== deployment.replicas
        ? [{ set: only, to: deployment.replicas }]
        : [];
    }
    if (newest === null) return [];
    return deployment.recreate ? decideRecreate(deployment.replicas, newest, old, podsOf(old)) : decideScales(deployment, newest, old);
  }

  const podsOf = (old: readonly ReplicaSet[]) => old.reduce((total, each) => total + pods.ownedBy(each.object.metadata.uid).length, 0);

  /** The ReplicaSet of this template with the newest revision, and the Deployment carrying that revision. */
  function ensureNewest(deployment: Deployment, hash: string, sets: readonly ReplicaSet[]): StoredObject {
    const existing = sets.find((each) => each.hash === hash);
    if (deployment.paused && existing === undefined) return deployment.object;
    const revision = 1 + Math.max(0, ...sets.filter((each) => each.hash !== hash).map((each) => each.revision));
    const wanted = Math.max(revision, existing?.revision ?? 0);
    if (existing === undefined) createSet(store, deployment, hash, wanted);
    else renewSet(store, deployment, existing, wanted);
    const { metadata } = deployment.object;
    const annotations = { ...metadata.annotations, [keys.revision]: String(wanted) };
    const marked = store.update(deployments, { ...deployment.object, metadata: { ...metadata, annotations } });
    const object = marked.ok ? marked.object : deployment.object;
    const name = `${deployment.name}-${hash}`;
    const { conditions } = deployment.status;
    if (existing !== undefined && conditionOf(conditions, 'Progressing') !== undefined) return object;
    const found = existing !== undefined;
    const progressing = {
      type: 'Progressing',
      status: 'True',
      reason: found ? 'FoundNewReplicaSet' : 'NewReplicaSetCreated',
      message: `${found ? 'Found' : 'Created'} new replica set "${name}"`,
    } as const;
    return withConditions(object, deployment, [...renewCondition(conditions, progressing, now())]);
  }

  function withConditions(object: StoredObject, deployment: Deployment, conditions: Deployment['status']['conditions']): StoredObject {
    const written = store.update(
      deployments,
      { ...object, status: { ...object.status, conditions: conditionsJson(conditions) } },
      { subresource: 'status' },
    );
    return written.ok ? written.object : deployment.object;
  }

  function notePause(deployment: Deployment): Deployment {
    const before = conditionOf(deployment.status.conditions, 'Progressing');
    const noted = before?.reason === 'DeploymentPaused';
    if (deployment.paused === noted || (deployment.paused && before?.reason === 'ProgressDeadlineExceeded')) return deployment;
    const [reason, message] = deployment.paused
      ? (['DeploymentPaused', 'Deployment is paused'] as const)
      : (['DeploymentResumed', 'Deployment is resumed'] as const);
    const conditions = setCondition(deployment.status.conditions, { type: 'Progressing', status: 'Unknown', reason, message }, now());
    return readDeployment(withConditions(deployment.object, deployment, [...conditions]));
  }

  function writeStatus(key: string, deployment: Deployment, newest: ReplicaSet | null, old: readonly ReplicaSet[]): void {
    const { conditions, ...counts } = deploymentStatus(deployment, newest, old, now(), clock.now());
    const status = { ...counts, conditions: conditionsJson(conditions) };
    store.update(deployments, { ...deployment.object, status }, { subresource: 'status' });
    const progressing = conditionOf(conditions, 'Progressing');
    if (progressing?.status === 'True' && progressing.reason !== 'NewReplicaSetAvailable')
      queue.add(key, deployment.deadlineSeconds * 1_000 + 1_000);
  }

  /** The last old Pod's end is what a Recreate waits for; it changes no ReplicaSet. */
  function recreateAfter(pod: StoredObject): void {
    const set = store.get(replicasets, pod.metadata.namespace ?? null, controllerOf(pod)?.name ?? '');
    const owner = set === undefined ? undefined : controllerOf(set);
    if (owner?.kind === 'Deployment') queue.add(`${pod.metadata.namespace ?? ''}/${owner.name}`);
  }

  const keyOf = (object: StoredObject) => `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
  for (const object of store.list(deployments, null)) queue.add(keyOf(object));
  const stop = store.onEvent(({ type, resource, object }) => {
    if (resource.plural === podsResource.plural && type === 'DELETED') recreateAfter(object);
    if (resource.group !== 'apps') return;
    if (resource.plural === deployments.plural && type !== 'DELETED') queue.add(keyOf(object));
    const owner = resource.plural === replicasets.plural ? controllerOf(object) : undefined;
    if (owner?.kind === 'Deployment') queue.add(`${object.metadata.namespace ?? ''}/${owner.name}`);
  });
  return {
    stop() {
      stop();
      queue.stop();
      index.stop();
      pods.stop();
    },
  };
}

function conditionsJson(conditions: Deployment['status']['conditions']) {
  return conditions.map(({ type, status, reason, message, lastUpdateTime, lastTransitionTime }) => ({
    type,
    status,
    ...(lastUpdateTime === undefined ? {} : { lastUpdateTime }),
    ...(lastTransitionTime === undefined ? {} : { lastTransitionTime }),
    reason,
    message,
  }));
}
