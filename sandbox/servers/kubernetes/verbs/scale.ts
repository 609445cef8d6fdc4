import type { Resource, StoredObject } from '../../../store/object-store.ts';
import { isRecord } from '../../../store/json.ts';
import type { Api, Call } from '../context.ts';
import { decodeObject } from '../decode/object-body.ts';
import { at, type Doc, metadataOf, put } from '../objects/doc.ts';
import { invalidValue } from '../objects/names.ts';
import { json, type Reply } from '../reply.ts';
import { anyField } from '../schema/schema.ts';
import { done, invalid, invalidObject, methodNotAllowed, notFound, type Outcome } from '../status.ts';
import { checkPreconditions, commitUpdate } from './commit.ts';
import { patched, patchTypeOf } from './patch-body.ts';
import { readWriteOptions } from './write-options.ts';

/** The `scale` subresource: an autoscaling/v1 Scale in front of `spec.replicas`. */
export function scale(api: Api, call: Call): Outcome<Reply> {
  const { info, resource } = call;
  const current = api.store.get(resource, info.namespace || null, info.name);
  if (info.verb !== 'get' && info.verb !== 'update' && info.verb !== 'patch') return methodNotAllowed();
  if (!current) return notFound(resource, info.name);
  if (info.verb === 'get') return done(json(200, JSON.stringify(scaleOf(resource, current))));
  const options = readWriteOptions(call, info.verb === 'patch' ? 'PatchOptions' : 'UpdateOptions', api.clock.now());
  if (!options.ok) return options;
  const wanted =
    info.verb === 'patch' ? patchedScale(call, scaleOf(resource, current)) : decodeObject(call.body, call.contentType, 'Scale');
  if (!wanted.ok) return wanted;
  const fresh = checkPreconditions(call, current, wanted.value, info.verb === 'patch');
  if (!fresh.ok) return fresh;
  const replicas = at(wanted.value, 'spec', 'replicas') ?? 0;
  if (typeof replicas !== 'number' || replicas < 0) {
    if (resource.custom)
      return invalidObject(resource, info.name, [invalidValue('.spec.replicas', replicas, 'should be a non-negative integer')]);
    return invalid('Scale', 'autoscaling', info.name, [invalidValue('spec.replicas', replicas, 'must be greater than or equal to 0')]);
  }
  const parent = { ...call, info: { ...info, subresource: '' } };
  const committed = commitUpdate(api, parent, current, put({ ...current }, ['spec', 'replicas'], replicas), options.value);
  return committed.ok ? done(json(200, JSON.stringify(scaleOf(resource, committed.value)))) : committed;
}

function patchedScale(call: Call, scaleNow: Doc): Outcome<Doc> {
  const type = patchTypeOf(call);
  if (!type.ok) return type;
  return patched(type.value === 'apply' ? 'merge' : type.value, scaleNow, call.body, anyField);
}

function scaleOf(resource: Resource, object: StoredObject): Doc {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadataOf({ ...object });
  const wanted = at(object, 'spec', 'replicas');
  const replicas = wanted === undefined && !resource.custom ? 1 : wanted;
  const current = at(object, 'status', resource.custom ? 'HPAReplicas' : 'replicas') ?? 0;
  const selector = resource.custom ? at(object, 'status', 'selector') : selectorText(at(object, 'spec', 'selector', 'matchLabels'));
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: replicas ? { replicas } : {},
    status: { replicas: current, ...(selector ? { selector } : {}) },
  };
}

function selectorText(labels: unknown): string {
  if (!isRecord(labels)) return '';
  return Object.keys(labels)
    .toSorted()
    .map((key) => `${key}=${String(labels[key])}`)
    .join(',');
}
