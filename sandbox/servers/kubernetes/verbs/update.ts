import type { Api, Call } from '../context.ts';
import { decodeObject, ofKind } from '../decode/object-body.ts';
import { withDefaults } from '../objects/defaults.ts';
import { type Doc, metadataOf, text } from '../objects/doc.ts';
import { fitted } from '../objects/strictness.ts';
import { validate } from '../objects/validate.ts';
import type { Reply } from '../reply.ts';
import { badRequest, done, invalid, methodNotAllowed, notFound, type Outcome, qualified } from '../status.ts';
import { answerObject } from './answer.ts';
import { checkPreconditions, commitUpdate } from './commit.ts';
import { readWriteOptions } from './write-options.ts';

/** PUT: the object whole, refused when it was made from an older one. */
export function update(api: Api, call: Call): Outcome<Reply> {
  const { info, resource } = call;
  if (info.name === '') return methodNotAllowed();
  const options = readWriteOptions(call, 'UpdateOptions', api.clock.now());
  if (!options.ok) return options;
  const decoded = decodeObject(call.body, call.contentType, resource.kind);
  if (!decoded.ok) return decoded;
  const typed = ofKind(resource, decoded.value);
  if (!typed.ok) return typed;
  const doc = fitted(resource, typed.value, { mode: options.value.fieldValidation, warn: call.warn, patched: false });
  if (!doc.ok) return doc;
  const addressed = checkAddress(call, doc.value);
  if (!addressed.ok) return addressed;
  const current = api.store.get(resource, info.namespace || null, info.name);
  if (!current) return notFound(resource, info.name);
  if (resource.custom && text(metadataOf(doc.value), 'resourceVersion') === '') {
    const message = 'Invalid value: 0x0: must be specified for an update';
    return invalid(resource.plural, resource.group, info.name, [{ field: 'metadata.resourceVersion', type: 'FieldValueInvalid', message }]);
  }
  const fresh = checkPreconditions(call, current, doc.value, false);
  if (!fresh.ok) return fresh;
  const placed = {
    ...doc.value,
    metadata: { ...metadataOf(doc.value), name: info.name, ...(resource.namespaced ? { namespace: info.namespace } : {}) },
  };
  const complete = info.subresource === 'status' ? placed : withDefaults(resource, placed, { clusterAddress: api.clusterAddress });
  const refusal = info.subresource === 'status' ? null : validate(resource, complete, { ...current });
  if (refusal) return refusal;
  const committed = commitUpdate(api, call, current, complete, options.value);
  return committed.ok ? done(answerObject(api, call, committed.value)) : committed;
}

/** The name and namespace in the object must be those of the path. */
export function checkAddress({ info, resource }: Call, doc: Doc): Outcome<null> {
  const metadata = metadataOf(doc);
  const name = text(metadata, 'name');
  const namespace = text(metadata, 'namespace');
  if (name !== info.name) {
    if (name === '')
      return badRequest(`the name of the object (${qualified(resource)} based on URL) was undeterminable: name must be provided`);
    return badRequest(`the name of the object (${name}) does not match the name on the URL (${info.name})`);
  }
  if (resource.namespaced && namespace !== '' && namespace !== info.namespace) {
    return badRequest(`the namespace of the object (${namespace}) does not match the namespace on the URL (${info.namespace})`);
  }
  return done(null);
}
