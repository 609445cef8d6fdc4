import { randomUUID } from 'node:crypto';
import { timestamp } from '../../../store/memory-store.ts';
import type { StoredObject } from '../../../store/object-store.ts';
import { namespaces } from '../../../store/resources.ts';
import type { Api, Call } from '../context.ts';
import { decodeObject, ofKind } from '../decode/object-body.ts';
import { withDefaults } from '../objects/defaults.ts';
import { type Doc, isStorable, metadataOf, put, text } from '../objects/doc.ts';
import { nameSuffix } from '../objects/names.ts';
import { fitted } from '../objects/strictness.ts';
import { validate } from '../objects/validate.ts';
import { trackUpdate } from '../patches/managed-fields.ts';
import type { Reply } from '../reply.ts';
import { schemaOf } from '../schema/schema.ts';
import { alreadyExists, badRequest, done, methodNotAllowed, notFound, type Outcome, qualified, refuse } from '../status.ts';
import { answerObject } from './answer.ts';
import { readWriteOptions, type WriteOptions } from './write-options.ts';

export function create(api: Api, call: Call): Outcome<Reply> {
  const { info, resource } = call;
  if (info.name !== '' || (resource.namespaced && info.namespace === '')) return methodNotAllowed();
  const options = readWriteOptions(call, 'CreateOptions', api.clock.now());
  if (!options.ok) return options;
  const decoded = decodeObject(call.body, call.contentType, resource.kind);
  if (!decoded.ok) return decoded;
  const typed = ofKind(resource, decoded.value);
  if (!typed.ok) return typed;
  const strictness = { mode: options.value.fieldValidation, warn: call.warn, patched: false };
  const named = withName(api, call, typed.value);
  if (!named.ok) return named;
  const doc = fitted(resource, named.value, strictness);
  if (!doc.ok) return doc;
  const created = createObject(api, call, doc.value, options.value);
  return created.ok ? done(answerObject(api, call, created.value, 201)) : created;
}

/** The namespace of the path and, where one is to be made, a name. */
function withName(api: Api, { info, resource }: Call, doc: Doc): Outcome<Doc> {
  const metadata = metadataOf(doc);
  const given = text(metadata, 'namespace');
  if (resource.namespaced && given !== '' && given !== info.namespace) {
    return badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  if (text(metadata, 'resourceVersion') !== '') return refuse(500, null, 'resourceVersion should not be set on objects to be created');
  const prefix = text(metadata, 'generateName');
  const name = text(metadata, 'name') || (prefix === '' ? '' : `${prefix.slice(0, 58)}${nameSuffix(api.random)}`);
  const placed = { ...metadata, ...(name ? { name } : {}), ...(resource.namespaced ? { namespace: info.namespace } : {}) };
  return done({ ...doc, metadata: placed });
}

/** Checks, completes and stores a new object; `create` and a first apply meet here. */
export function createObject(
  api: Api,
  { info, resource }: Call,
  doc: Doc,
  options: WriteOptions & { tracked?: boolean },
): Outcome<StoredObject> {
  const home = resource.namespaced ? api.store.get(namespaces, null, info.namespace) : undefined;
  if (resource.namespaced && !home) return notFound(namespaces, info.namespace);
  const fresh: Doc = { ...metadataOf(doc) };
  for (const key of [
    'uid',
    'creationTimestamp',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'generation',
    'selfLink',
    'resourceVersion',
  ])
    delete fresh[key];
  const name = text(fresh, 'name');
  if (home?.metadata.deletionTimestamp) {
    const why = `unable to create new content in namespace ${info.namespace} because it is being terminated`;
    const details = { name, ...(resource.group ? { group: resource.group } : {}), kind: resource.plural };
    const causes = [
      { reason: 'NamespaceTerminating', message: `namespace ${info.namespace} is being terminated`, field: 'metadata.namespace' },
    ];
    return refuse(403, 'Forbidden', `${qualified(resource)} "${name}" is forbidden: ${why}`, { ...details, causes });
  }
  const statusless = resource.subresources.status ? put({ ...doc, metadata: fresh }, ['status'], undefined) : { ...doc, metadata: fresh };
  const complete = withDefaults(resource, statusless, { clusterAddress: api.clusterAddress });
  const refusal = validate(resource, complete);
  if (refusal) return refusal;
  const tracked = options.tracked === false ? complete : trackUpdate(null, complete, schemaOf(resource.kind), options.writer);
  if (!isStorable(tracked)) return badRequest('the object has no name');
  if (api.store.get(resource, info.namespace || null, name)) return alreadyExists(resource, name);
  if (options.dryRun) {
    const made = { uid: randomUUID(), creationTimestamp: timestamp(api.clock.now()) };
    return done({ ...tracked, metadata: { ...tracked.metadata, ...made, ...(resource.custom ? { generation: 1 } : {}) } });
  }
  const result = api.store.create(resource, tracked);
  return result.ok ? done(result.object) : alreadyExists(resource, name);
}
