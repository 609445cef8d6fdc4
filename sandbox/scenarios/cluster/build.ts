import { nameSuffix } from '../../controllers/machinery/names.ts';
import { createRandom } from '../../fleet/random.ts';
import type { ObjectMeta, OwnerReference, Resource, StoredObject } from '../../store/object-store.ts';
import { timestamp } from '../../store/memory-store.ts';

/** An object to create, with the uid and the times it has had all along. */
export interface Manifest {
  readonly resource: Resource;
  readonly object: Omit<StoredObject, 'metadata'> & { readonly metadata: Partial<ObjectMeta> & { name: string } };
}

/** What every builder of a cluster's objects shares: its namespace, its time, and its chance. */
export interface Build {
  readonly namespace: string;
  /** RFC 3339 of so many hours (and seconds) before the beginning. */
  ago(hours: number, seconds?: number): string;
  /** The same for the same kind and name. */
  uid(kind: string, name: string): string;
  podName(set: string, index: number): string;
  /** Which of `count` an object of this name gets. */
  pick(name: string, count: number): number;
}

export function createBuild({ namespace, now, seed }: { namespace: string; now: number; seed: number }): Build {
  const random = createRandom(`cluster/${seed}`);
  return {
    namespace,
    ago: (hours, seconds = 0) => timestamp(now - hours * 3_600_000 + seconds * 1_000),
    uid(kind, name) {
      const own = random.fork(`${kind}/${name}`);
      const hex = (length: number) => Array.from({ length }, () => Math.floor(own.next() * 16).toString(16)).join('');
      return `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'.charAt(Math.floor(own.next() * 4))}${hex(3)}-${hex(12)}`;
    },
    podName: (set, index) => `${set}-${nameSuffix(random.fork(`${set}/${index}`).next)}`,
    pick: (name, count) => Math.floor(random.fork(`pick/${name}`).next() * count),
  };
}

/** The owner whose controller made an object. */
export function ownedBy(build: Build, apiVersion: string, kind: string, name: string): OwnerReference {
  return { apiVersion, kind, name, uid: build.uid(kind, name), controller: true, blockOwnerDeletion: true };
}
