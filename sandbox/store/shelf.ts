import type { StoredObject } from './object-store.ts';

/** The objects of one resource, by namespace and name; lists are sorted once and kept until a write. */
export interface Shelf {
  get(namespace: string | null, name: string): StoredObject | undefined;
  put(object: StoredObject): void;
  remove(namespace: string | null, name: string): void;
  list(namespace: string | null): readonly StoredObject[];
}

export function createShelf(): Shelf {
  const rooms = new Map<string, Map<string, StoredObject>>();
  const sorted = new Map<string, readonly StoredObject[]>();
  let everything: readonly StoredObject[] | null = null;

  function changed(namespace: string): void {
    sorted.delete(namespace);
    everything = null;
  }

  function ofRoom(namespace: string): readonly StoredObject[] {
    const known = sorted.get(namespace);
    if (known) return known;
    const list = [...(rooms.get(namespace)?.values() ?? [])].toSorted((a, b) => compare(a.metadata.name, b.metadata.name));
    sorted.set(namespace, list);
    return list;
  }

  return {
    get: (namespace, name) => rooms.get(namespace ?? '')?.get(name),
    put(object) {
      const namespace = object.metadata.namespace ?? '';
      const room = rooms.get(namespace) ?? new Map<string, StoredObject>();
      rooms.set(namespace, room);
      room.set(object.metadata.name, object);
      changed(namespace);
    },
    remove(namespace, name) {
      rooms.get(namespace ?? '')?.delete(name);
      changed(namespace ?? '');
    },
    list(namespace) {
      if (namespace !== null) return ofRoom(namespace);
      everything ??= [...rooms.keys()].toSorted(compare).flatMap(ofRoom);
      return everything;
    },
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
