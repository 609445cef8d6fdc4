import { timestamp } from '../../store/memory-store.ts';
import type { ObjectStore, StoredObject } from '../../store/object-store.ts';
import { pods } from '../../store/resources.ts';
import { PodParts } from './pod-parts.ts';

/** Asks a Pod to go, as a graceful delete does: its kubelet ends it. @param now epoch milliseconds */
export function deletePod(store: ObjectStore, pod: StoredObject, now: number): void {
  const grace = PodParts.parse(pod).spec.terminationGracePeriodSeconds ?? 30;
  const metadata = { ...pod.metadata, deletionTimestamp: timestamp(now + grace * 1_000), deletionGracePeriodSeconds: grace };
  store.update(pods, { ...pod, metadata });
}
