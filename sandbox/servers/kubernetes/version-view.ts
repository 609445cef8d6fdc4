import type { ObjectStore, Resource, StoredObject, StoreEvent, StoreResult } from '../../store/object-store.ts';
import { apiVersionOf, resourceOf } from '../../store/resources.ts';

/**
 * The store as one version of a resource shows it: the same objects under another `apiVersion`. What is written goes in as the
 * version objects are kept in. For the kept version itself this is the store.
 */
export function versionView(store: ObjectStore, shown: Resource): ObjectStore {
  const kept = resourceOf(shown.group, shown.plural);
  if (!kept || kept.version === shown.version) return store;
  const apiVersion = apiVersionOf(shown);
  const asShown = (object: StoredObject): StoredObject => ({ ...object, apiVersion });
  const result = (outcome: StoreResult): StoreResult => (outcome.ok ? { ok: true, object: asShown(outcome.object) } : outcome);
  const of = (resource: Resource) => (resource === shown ? kept : resource);
  const event = (each: StoreEvent): StoreEvent => {
    if (each.resource !== kept) return each;
    const previous = each.previous ? { previous: asShown(each.previous) } : {};
    return { ...each, ...previous, resource: shown, object: asShown(each.object) };
  };
  const show = (resource: Resource, object: StoredObject) => (resource === shown ? asShown(object) : object);
  return {
    get(resource, namespace, name) {
      const object = store.get(of(resource), namespace, name);
      return object && show(resource, object);
    },
    list: (resource, namespace) => store.list(of(resource), namespace).map((object) => show(resource, object)),
    create: (resource, object) => result(store.create(of(resource), object)),
    update: (resource, object, options) => result(store.update(of(resource), object, options)),
    delete: (resource, namespace, name) => result(store.delete(of(resource), namespace, name)),
    version: () => store.version(),
    eventsSince: (since) => store.eventsSince(since)?.map(event) ?? null,
    onEvent: (listener) => store.onEvent((each) => listener(event(each))),
  };
}
