import type { StoredObject } from '../../../store/object-store.ts';
import { apiVersionOf } from '../../../store/resources.ts';
import type { Api, Call } from '../context.ts';
import { withDefaults } from '../objects/defaults.ts';
import { type Doc, put, text } from '../objects/doc.ts';
import { fitted } from '../objects/strictness.ts';
import { validate } from '../objects/validate.ts';
import type { Reply } from '../reply.ts';
import { schemaOf } from '../schema/schema.ts';
import { done, invalid, invalidObject, methodNotAllowed, notFound, type Outcome } from '../status.ts';
import { answerObject } from './answer.ts';
import { applyPatch } from './apply.ts';
import { checkPreconditions, commitUpdate } from './commit.ts';
import { patched, patchTypeOf } from './patch-body.ts';
import { checkAddress } from './update.ts';
import { readWriteOptions } from './write-options.ts';

export function patch(api: Api, call: Call): Outcome<Reply> {
  const { info, resource } = call;
  if (info.name === '') return methodNotAllowed();
  const type = patchTypeOf(call);
  if (!type.ok) return type;
  const options = readWriteOptions(call, 'PatchOptions', api.clock.now(), type.value === 'apply');
  if (!options.ok) return options;
  if (type.value === 'apply') return applyPatch(api, call, options.value);
  const current = api.store.get(resource, info.namespace || null, info.name);
  if (!current) return notFound(resource, info.name);
  const changed = patched(type.value, { ...current }, call.body, schemaOf(resource.kind));
  if (!changed.ok) return changed;
  const same = checkType(call, changed.value);
  if (!same.ok) return same;
  const doc = fitted(resource, changed.value, { mode: options.value.fieldValidation, warn: call.warn, patched: true });
  if (!doc.ok) return doc;
  const next = checked(api, call, current, doc.value);
  if (!next.ok) return next;
  const committed = commitUpdate(api, call, current, next.value, options.value);
  return committed.ok ? done(answerObject(api, call, committed.value)) : committed;
}

/** The patched object, complete and valid, of the same name and version. */
export function checked(api: Api, call: Call, current: StoredObject, doc: Doc): Outcome<Doc> {
  const addressed = checkAddress(call, doc);
  if (!addressed.ok) return addressed;
  const fresh = checkPreconditions(call, current, doc, true);
  if (!fresh.ok) return fresh;
  const status = call.info.subresource === 'status';
  const complete = status
    ? doc
    : withDefaults(call.resource, put(doc, ['status'], current.status ?? doc['status']), { clusterAddress: api.clusterAddress });
  // What has no status door takes status with the rest.
  const next = call.resource.subresources.status || status ? complete : put(complete, ['status'], doc['status']);
  const refusal = status ? null : validate(call.resource, next, { ...current });
  return refusal ?? done(next);
}

/** A patch cannot make one kind into another. */
function checkType({ info, resource }: Call, doc: Doc): Outcome<null> {
  const expected = apiVersionOf(resource);
  const version = text(doc, 'apiVersion');
  const kind = text(doc, 'kind');
  if (version !== expected) {
    return invalid(resource.kind, version.includes('/') ? (version.split('/')[0] ?? '') : '', info.name, [
      { field: 'apiVersion', type: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(version)}: must be ${expected}` },
    ]);
  }
  if (kind === resource.kind) return done(null);
  return invalidObject({ ...resource, kind }, info.name, [
    { field: 'kind', type: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(kind)}: must be ${resource.kind}` },
  ]);
}
