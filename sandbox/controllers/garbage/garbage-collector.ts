import type { SimClock } from '../../clock/sim-clock.ts';
import type { ObjectStore, Resource, StoredObject } from '../../store/object-store.ts';
import { analysisruns, pods, replicasets } from '../../store/resources.ts';
import { controllerOf, createOwnerIndex } from '../machinery/owner-index.ts';
import { deletePod } from '../pods/delete-pod.ts';

const owned: readonly Resource[] = [replicasets, pods, analysisruns];
const delay = 200;

/** Deletes in the background what a deleted object owned. */
export function startGarbageCollector({ store, clock }: { store: ObjectStore; clock: SimClock }): { stop(): void } {
  const indexes = owned.map((resource) => ({ resource, index: createOwnerIndex(store, resource) }));

  function collect(uid: string): void {
    for (const { resource, index } of indexes) {
      for (const object of index.ownedBy(uid)) remove(resource, object);
    }
  }

  function remove(resource: Resource, object: StoredObject): void {
    if (controllerOf(object) === undefined || object.metadata.deletionTimestamp !== undefined) return;
    if (resource === pods) deletePod(store, object, clock.now());
    else store.delete(resource, object.metadata.namespace ?? null, object.metadata.name);
  }

  const stop = store.onEvent(({ type, object }) => {
    if (type === 'DELETED') clock.after(delay, () => collect(object.metadata.uid));
  });
  return {
    stop() {
      stop();
      for (const { index } of indexes) index.stop();
    },
  };
}
