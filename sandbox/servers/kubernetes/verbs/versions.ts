import type { ObjectStore, Resource, StoredObject } from '../../../store/object-store.ts';
import { badRequest, done, type Outcome, refuse } from '../status.ts';

/** How long the server waits for a version that is still to come. */
const patience = 3_000;

/** A `resourceVersion` of a query: 0 without one. */
export function readVersion(text: string | null): Outcome<number> {
  if (text === null || text === '') return done(0);
  if (!/^\d+$/.test(text)) {
    const why = `strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`;
    return badRequest(`invalid resource version: resourceVersion: Invalid value: ${JSON.stringify(text)}: ${why}`);
  }
  return done(Number(text));
}

/** Waits until the store has reached a version; 504 when it does not in time. */
export async function reached(store: ObjectStore, version: number): Promise<Outcome<null>> {
  if (store.version() >= version) return done(null);
  const arrived = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => finish(false), patience);
    const forget = store.onEvent((event) => event.resourceVersion >= version && finish(true));
    function finish(value: boolean): void {
      clearTimeout(timer);
      forget();
      resolve(value);
    }
  });
  if (arrived) return done(null);
  const causes = [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }];
  const message = `Timeout: Too large resource version: ${version}, current: ${store.version()}`;
  return refuse(504, 'Timeout', message, { causes, retryAfterSeconds: 1 });
}

/** The objects as they were at a version, null when that is compacted away. */
export function listAt(store: ObjectStore, resource: Resource, namespace: string | null, version: number): readonly StoredObject[] | null {
  const now = store.list(resource, namespace);
  if (version >= store.version()) return now;
  const later = store.eventsSince(version);
  if (!later) return null;
  const ours = later.filter(
    (event) => event.resource === resource && (namespace === null || event.object.metadata.namespace === namespace),
  );
  if (ours.length === 0) return now;
  const objects = new Map(now.map((object) => [placeOf(object), object]));
  for (const { previous, object } of ours.toReversed()) {
    if (previous) objects.set(placeOf(object), previous);
    else objects.delete(placeOf(object));
  }
  return [...objects].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
}

/** Where an object stands in a list: its namespace, then its name. */
export function placeOf({ metadata }: StoredObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}
