import type { StoredObject } from '../../../store/object-store.ts';
import type { Api, Call } from '../context.ts';
import { listText, metadataListText, yamlText } from '../objects/encode.ts';
import { json, type Reply } from '../reply.ts';
import { badRequest, done, expired, type Outcome } from '../status.ts';
import { tableText } from '../tables/table.ts';
import { readContinue, writeContinue } from './continue-token.ts';
import { checkListOptions } from './list-options.ts';
import { readNumber, readSelection } from './selection.ts';
import { listAt, placeOf, reached, readVersion } from './versions.ts';

const tooOld =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.';

/** A list: whole, or in pieces that all show the same version. */
export async function list(api: Api, call: Call): Promise<Outcome<Reply>> {
  const { info, resource } = call;
  const { query } = info;
  const options = checkListOptions(info, false);
  if (!options.ok) return options;
  const selection = readSelection(resource, info);
  if (!selection.ok) return selection;
  const limit = readNumber(info, 'limit');
  if (!limit.ok) return limit;
  const version = readVersion(query.get('resourceVersion'));
  if (!version.ok) return version;
  const token = query.get('continue');
  if (token && version.value > 0) return badRequest('specifying resource version is not allowed when using continue');
  const start = token ? readContinue(token) : done(null);
  if (!start.ok) return start;
  const waited = await reached(api.store, version.value);
  if (!waited.ok) return waited;

  const exact =
    query.get('resourceVersionMatch') === 'Exact' || (version.value > 0 && limit.value > 0 && !query.get('resourceVersionMatch'));
  const shown = start.value?.version ?? (exact ? version.value : api.store.version());
  const all = listAt(api.store, resource, info.namespace || null, shown);
  if (!all) return expired(start.value ? tooOld : 'The resourceVersion for the provided list is too old.');

  const { fits, selective } = selection.value;
  const after = start.value?.after;
  const left = all.filter((object) => (after === undefined || placeOf(object) > after) && fits(object));
  // From the cache (version 0) a list comes whole, whatever the limit.
  const pages = limit.value > 0 && query.get('resourceVersion') !== '0';
  const items = pages ? left.slice(0, limit.value) : left;
  const last = items.at(-1);
  const more = items.length < left.length && last;
  const metadata = {
    resourceVersion: String(shown),
    ...(more ? { continue: writeContinue({ version: shown, after: placeOf(last) }) } : {}),
    ...(more && !selective ? { remainingItemCount: left.length - items.length } : {}),
  };
  return done(written(api, call, items, metadata));
}

function written(
  api: Api,
  { accept, info, resource }: Call,
  items: readonly StoredObject[],
  metadata: { readonly [key: string]: unknown },
): Reply {
  if (accept.as === 'table') {
    const options = { plural: resource.plural, now: api.clock.now(), include: info.query.get('includeObject') ?? 'Metadata' };
    return json(200, tableText(items, metadata, options));
  }
  if (accept.as !== 'object') return json(200, metadataListText(items, metadata));
  const text = listText(resource, items, metadata);
  return accept.yaml ? { kind: 'text', code: 200, type: 'application/yaml', body: yamlText(text) } : json(200, text);
}
