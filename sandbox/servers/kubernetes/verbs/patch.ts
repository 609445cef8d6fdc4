import { apiVersionOf } from '../../../store/resources.ts';
import type { Api, Call } from '../context.ts';
import { type Doc, text } from '../objects/doc.ts';
import { fitted } from '../objects/strictness.ts';
import type { Reply } from '../reply.ts';
import { schemaOf } from '../schema/schema.ts';
import { done, invalid, invalidObject, methodNotAllowed, notFound, type Outcome } from '../status.ts';
import { answerObject } from './answer.ts';
import { applyPatch } from './apply.ts';
import { checked } from './checked.ts';
import { commitUpdate } from './commit.ts';
import { patched, patchTypeOf } from './patch-body.ts';
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
