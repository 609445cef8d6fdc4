import { sameJson } from '../../../store/json.ts';
import { createObjectStore } from '../../../store/memory-store.ts';
import type { StoredObject } from '../../../store/object-store.ts';
import type { Api, Call } from '../context.ts';
import { at, type Doc, isStorable, metadataOf, put } from '../objects/doc.ts';
import { trackUpdate, type Writer } from '../patches/managed-fields.ts';
import { schemaOf } from '../schema/schema.ts';
import { badRequest, conflict, done, notFound, type Outcome, refuse } from '../status.ts';

export interface CommitOptions {
  readonly dryRun: boolean;
  readonly writer: Writer;
  /** Apply has its own account of who owns what. */
  readonly tracked?: boolean;
}

/** Metadata only the server writes: what was there stays, whatever the client sends. */
const serverOwned = ['uid', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'generation', 'selfLink'];

/** Puts the next version of an object in place of `current`, or says what would be. */
export function commitUpdate(api: Api, call: Call, current: StoredObject, next: Doc, options: CommitOptions): Outcome<StoredObject> {
  const { resource, info } = call;
  const metadata: Doc = { ...metadataOf(next) };
  for (const key of serverOwned) {
    if (current.metadata[key] === undefined) delete metadata[key];
    else metadata[key] = current.metadata[key];
  }
  metadata['resourceVersion'] = current.metadata.resourceVersion;
  const status = info.subresource === 'status';
  const wanted: Doc = status
    ? { ...current, ...('status' in next ? { status: next['status'] } : {}), metadata: onlyManagers(current, metadata) }
    : { ...next, metadata };
  // Where status has a door of its own it does not come in with the rest.
  const whole = !status && resource.subresources.status ? put(wanted, ['status'], current.status) : wanted;
  const before: Doc = { ...current };
  const tracked = options.tracked === false ? whole : trackUpdate(before, whole, schemaOf(resource.kind), options.writer);
  const same = sameJson(put(before, ['metadata', 'managedFields'], undefined), put(tracked, ['metadata', 'managedFields'], undefined));
  // Who wrote nothing new leaves no trace of the time either.
  const final = same && options.tracked !== false ? before : tracked;
  if (!isStorable(final)) return badRequest('the object has no name');
  if (options.dryRun) return done(preview(api, call, current, final));
  const finished = current.metadata.deletionTimestamp && asList(at(final, 'metadata', 'finalizers')).length === 0;
  const written = api.store.update(resource, final, {
    ...(status ? { subresource: 'status' as const } : {}),
    expect: current.metadata.resourceVersion,
  });
  if (!written.ok) return written.why === 'missing' ? notFound(resource, info.name) : conflict(resource, info.name);
  if (finished && resource.plural !== 'pods') api.store.delete(resource, current.metadata.namespace ?? null, info.name);
  return done(written.object);
}

function onlyManagers(current: StoredObject, metadata: Doc): Doc {
  return { ...current.metadata, ...(metadata['managedFields'] === undefined ? {} : { managedFields: metadata['managedFields'] }) };
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What an update would come to: tried on a store of its own. */
function preview(api: Api, { resource, info }: Call, current: StoredObject, next: StoredObject): StoredObject {
  const scratch = createObjectStore({ now: () => api.clock.now(), history: 1 });
  scratch.create(resource, current);
  const result = scratch.update(resource, next, info.subresource === 'status' ? { subresource: 'status' } : {});
  const object = result.ok ? result.object : next;
  return { ...object, metadata: { ...object.metadata, resourceVersion: current.metadata.resourceVersion } };
}

/** Refuses a write that was made on an older version, or on another object of the name. */
export function checkPreconditions(call: Call, current: StoredObject, doc: Doc, patched: boolean): Outcome<null> {
  const { resource, info } = call;
  const metadata = metadataOf(doc);
  const version = metadata['resourceVersion'];
  if (typeof version === 'string' && version !== '' && !/^\d+$/.test(version)) {
    return refuse(500, null, `strconv.ParseUint: parsing ${JSON.stringify(version)}: invalid syntax`);
  }
  if (version !== undefined && version !== '' && version !== '0' && version !== current.metadata.resourceVersion)
    return conflict(resource, info.name);
  const uid = metadata['uid'];
  if (patched || typeof uid !== 'string' || uid === '' || uid === current.metadata.uid) return done(null);
  const key = `/registry/${resource.plural}/${info.namespace ? `${info.namespace}/` : ''}${info.name}`;
  const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${current.metadata.uid}`;
  return conflict(
    resource,
    info.name,
    `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: ${why}`,
  );
}
