import { timestamp } from '../../../store/memory-store.ts';
import type { ObjectMeta, Resource, StoredObject } from '../../../store/object-store.ts';
import { namespaces } from '../../../store/resources.ts';
import { immortal } from '../../../store/system-namespaces.ts';
import type { Api, Call } from '../context.ts';
import { json, type Reply } from '../reply.ts';
import { done, notFound, type Outcome, refuse } from '../status.ts';
import { at } from '../objects/doc.ts';
import { objectText } from '../objects/encode.ts';
import { type DeleteOptions, readDeleteOptions } from './delete-options.ts';

/** How long a pod of the simulation takes to end, in simulated milliseconds. */
const ending = 1_000;

export function remove(api: Api, call: Call): Outcome<Reply> {
  const { info, resource } = call;
  const options = readDeleteOptions(call);
  if (!options.ok) return options;
  const current = api.store.get(resource, info.namespace || null, info.name);
  if (!current) return notFound(resource, info.name);
  if (resource === namespaces && immortal.has(info.name)) {
    return refuse(403, 'Forbidden', `namespaces "${info.name}" is forbidden: this namespace may not be deleted`, {
      name: info.name,
      kind: 'namespaces',
    });
  }
  const refusal = checkDeletePreconditions(resource, current, options.value);
  if (refusal) return refusal;
  const left = options.value.dryRun ? null : deleteObject(api, resource, current, options.value);
  if (left) return done(json(200, objectText(left)));
  const { name, uid } = current.metadata;
  const details = { name, ...(resource.group ? { group: resource.group } : {}), kind: resource.plural, uid };
  return done(json(200, JSON.stringify({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details })));
}

/** Deletes at once, or marks what has to wait for its dependents, its finalizers or its containers; gives back what is left. */
export function deleteObject(
  api: Api,
  resource: Resource,
  current: StoredObject,
  { propagation, grace }: DeleteOptions,
): StoredObject | null {
  const namespace = current.metadata.namespace ?? null;
  const { name } = current.metadata;
  const added = propagation === 'Foreground' ? ['foregroundDeletion'] : propagation === 'Orphan' ? ['orphan'] : [];
  const finalizers = [...new Set([...(current.metadata.finalizers ?? []), ...added])];
  const graceful = resource.plural === 'pods' && grace !== 0 && typeof at(current, 'spec', 'nodeName') === 'string';
  if (finalizers.length === 0 && !graceful && resource.plural !== 'namespaces') {
    api.store.delete(resource, namespace, name);
    return null;
  }
  if (current.metadata.deletionTimestamp) return current;
  const seconds = graceful ? (grace ?? podGrace(current)) : 0;
  const metadata: ObjectMeta = {
    ...current.metadata,
    deletionTimestamp: timestamp(api.clock.now() + seconds * 1000),
    deletionGracePeriodSeconds: seconds,
    ...(finalizers.length > 0 ? { finalizers } : {}),
  };
  const terminating = resource.plural === 'namespaces' ? { status: { ...current.status, phase: 'Terminating' } } : {};
  const marked = api.store.update(resource, { ...current, ...terminating, metadata }, { both: true });
  if (graceful) {
    const { uid } = current.metadata;
    api.clock.after(Math.min(ending, seconds * 1000), () => {
      if (api.store.get(resource, namespace, name)?.metadata.uid === uid) api.store.delete(resource, namespace, name);
    });
  }
  return marked.ok ? marked.object : null;
}

function podGrace(pod: StoredObject): number {
  const seconds = at(pod, 'spec', 'terminationGracePeriodSeconds');
  return typeof seconds === 'number' ? seconds : 30;
}

function checkDeletePreconditions({ kind, group }: Resource, { metadata }: StoredObject, { uid, resourceVersion }: DeleteOptions) {
  const moved = (why: string) => {
    const details = { name: metadata.name, ...(group ? { group } : {}), kind };
    const subject = group ? `${kind}.${group}` : kind;
    return refuse(409, 'Conflict', `Operation cannot be fulfilled on ${subject} "${metadata.name}": ${why}`, details);
  };
  if (uid !== null && uid !== metadata.uid) {
    return moved(
      `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`,
    );
  }
  if (resourceVersion !== null && resourceVersion !== metadata.resourceVersion) {
    return moved(
      `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`,
    );
  }
  return null;
}
