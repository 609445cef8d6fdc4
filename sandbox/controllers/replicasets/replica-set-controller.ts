import { z } from 'zod';
import type { SimClock } from '../../clock/sim-clock.ts';
import type { ObjectStore, StoredObject } from '../../store/object-store.ts';
import { pods, replicasets } from '../../store/resources.ts';
import { nameSuffix } from '../machinery/names.ts';
import { controllerOf, createOwnerIndex } from '../machinery/owner-index.ts';
import type { Recorder } from '../machinery/recorder.ts';
import { createWorkQueue } from '../machinery/work-queue.ts';
import { deletePod } from '../pods/delete-pod.ts';
import { PodParts } from '../pods/pod-parts.ts';
import { decidePods } from './decide-pods.ts';
import { readReplicaSet } from './replica-set.ts';

export interface ControllerOptions {
  readonly store: ObjectStore;
  readonly clock: SimClock;
  readonly random: () => number;
  readonly recorder: Recorder;
  readonly onError?: ((error: unknown, key: string) => void) | undefined;
}

const strings = z.record(z.string(), z.string()).optional();
const PodMetadata = z.looseObject({ labels: strings, annotations: strings });

/** Keeps as many Pods as each ReplicaSet wants, and tells their counts. */
export function startReplicaSetController({ store, clock, random, recorder: all, onError }: ControllerOptions): { stop(): void } {
  const recorder = all.as('replicaset-controller');
  const index = createOwnerIndex(store, pods);
  const queue = createWorkQueue({ clock, delay: () => 10 + random() * 40, run: reconcile, ...(onError ? { onError } : {}) });

  function reconcile(key: string): void {
    const [namespace = '', name = ''] = key.split('/');
    const object = store.get(replicasets, namespace, name);
    if (object === undefined || object.metadata.deletionTimestamp !== undefined) return;
    const set = readReplicaSet(object, { hashLabel: '', revision: '' });
    const owned = index.ownedBy(object.metadata.uid).map((pod) => PodParts.parse(pod));
    const decision = decidePods(owned, set.replicas, set.minReadySeconds, clock.now());
    for (let each = 0; each < decision.create; each += 1) createPod(object);
    for (const pod of decision.remove) removePod(object, pod.metadata.name);
    if (decision.lookAgainAt !== null) queue.add(key, decision.lookAgainAt - clock.now());
    const counts = {
      replicas: decision.replicas,
      ...(decision.replicas > 0 ? { fullyLabeledReplicas: decision.replicas } : {}),
      ...(decision.ready > 0 ? { readyReplicas: decision.ready } : {}),
      ...(decision.available > 0 ? { availableReplicas: decision.available } : {}),
      observedGeneration: object.metadata.generation ?? 1,
    };
    store.update(replicasets, { ...object, status: counts }, { subresource: 'status' });
  }

  function createPod(set: StoredObject): void {
    const { template } = readReplicaSet(set, { hashLabel: '', revision: '' });
    const { name, namespace, uid } = set.metadata;
    const { labels = {}, annotations } = PodMetadata.parse(template.metadata);
    const podName = `${name}-${nameSuffix(random)}`;
    const made = store.create(pods, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        labels,
        ...(annotations ? { annotations } : {}),
        name: podName,
        generateName: `${name}-`,
        ...(namespace === undefined ? {} : { namespace }),
        ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name, uid, controller: true, blockOwnerDeletion: true }],
      },
      spec: { ...template.spec, serviceAccountName: 'default', serviceAccount: 'default', enableServiceLinks: true, priority: 0 },
      status: { phase: 'Pending', qosClass: 'Burstable' },
    });
    if (made.ok) recorder.event(set, { reason: 'SuccessfulCreate', message: `Created pod: ${podName}` });
  }

  function removePod(set: StoredObject, name: string): void {
    const pod = store.get(pods, set.metadata.namespace ?? null, name);
    if (pod === undefined) return;
    deletePod(store, pod, clock.now());
    recorder.event(set, { reason: 'SuccessfulDelete', message: `Deleted pod: ${name}` });
  }

  const keyOf = (object: StoredObject) => `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
  for (const object of store.list(replicasets, null)) queue.add(keyOf(object));
  const stop = store.onEvent(({ type, resource, object }) => {
    if (resource.plural === replicasets.plural && resource.group === replicasets.group && type !== 'DELETED') queue.add(keyOf(object));
    if (resource.plural !== pods.plural || resource.group !== '') return;
    const owner = controllerOf(object);
    if (owner?.kind === 'ReplicaSet') queue.add(`${object.metadata.namespace ?? ''}/${owner.name}`);
  });
  return {
    stop() {
      stop();
      queue.stop();
      index.stop();
    },
  };
}
