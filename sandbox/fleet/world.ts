import type { ObjectStore, StoreEvent } from '../store/object-store.ts';
import { pods } from '../store/resources.ts';
import { createPodBook } from './pod-book.ts';
import { createRouting } from './routing.ts';
import type { VersionWorld, WorkloadWorld, World } from './world-view.ts';

export interface StoreWorld extends World {
  stop(): void;
}

/** The fleet's view of a store, kept up to date by its events: only a workload that something happened to is looked at again. */
export function worldOf(store: ObjectStore): StoreWorld {
  const book = createPodBook();
  const routing = createRouting(store);
  const seen = new Map<string, WorkloadWorld | null>();

  function hear({ type, resource, object }: StoreEvent): void {
    if (resource.plural === 'pods') {
      const owner = type === 'DELETED' ? book.remove(object) : book.put(object);
      if (owner !== null) seen.delete(owner);
    } else for (const key of routing.touchedBy(resource, object)) seen.delete(key);
  }

  for (const object of store.list(pods, null)) book.put(object);
  const stop = store.onEvent(hear);

  function look(namespace: string, name: string): WorkloadWorld | null {
    const versions = book.versionsOf(namespace, name);
    const [first] = versions;
    if (!first) return null;
    const ready = versions.map((version) => version.pods.filter((pod) => pod.ready).length);
    const everyone = ready.reduce((sum, count) => sum + count, 0);
    const routed = routing.sharesOf(namespace, name, first.hashLabel);
    const share = (hash: string, at: number) => (routed ? (routed.get(hash) ?? 0) : everyone === 0 ? 0 : (ready[at] ?? 0) / everyone);
    return {
      namespace,
      name,
      hashLabel: first.hashLabel,
      versions: versions.map(({ hashLabel: _label, ...version }, at): VersionWorld => ({ ...version, share: share(version.hash, at) })),
    };
  }

  return {
    stop,
    workload(namespace, name) {
      const key = `${namespace}/${name}`;
      const known = seen.get(key);
      if (known !== undefined) return known;
      const found = look(namespace, name);
      seen.set(key, found);
      return found;
    },
  };
}
