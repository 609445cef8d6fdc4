import { namespaces } from '../../../store/resources.ts';
import type { Api, Call } from '../context.ts';
import { listText } from '../objects/encode.ts';
import { json, type Reply } from '../reply.ts';
import { done, methodNotAllowed, type Outcome } from '../status.ts';
import { deleteObject } from './delete.ts';
import { readDeleteOptions } from './delete-options.ts';
import { readSelection } from './selection.ts';

/** Deletes what the selectors leave of a collection, and lists it. */
export function removeCollection(api: Api, call: Call): Outcome<Reply> {
  const { info, resource } = call;
  if (resource === namespaces || (resource.namespaced && info.namespace === '')) return methodNotAllowed();
  const options = readDeleteOptions(call);
  if (!options.ok) return options;
  const selection = readSelection(resource, info);
  if (!selection.ok) return selection;
  const chosen = api.store.list(resource, info.namespace || null).filter(selection.value.fits);
  if (!options.value.dryRun) for (const object of chosen) deleteObject(api, resource, object, options.value);
  return done(json(200, listText(resource, chosen, { resourceVersion: String(api.store.version()) })));
}
