import type { StoredObject } from '../../../store/object-store.ts';
import type { Api, Call } from '../context.ts';
import { withDefaults } from '../objects/defaults.ts';
import { type Doc, put } from '../objects/doc.ts';
import { validate } from '../objects/validate.ts';
import { done, type Outcome } from '../status.ts';
import { checkPreconditions } from './commit.ts';
import { checkAddress } from './update.ts';

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
