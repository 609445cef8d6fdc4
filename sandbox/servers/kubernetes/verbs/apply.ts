import { isRecord } from '../../../store/json.ts';
import { apiVersionOf } from '../../../store/resources.ts';
import type { Api, Call } from '../context.ts';
import { readYaml } from '../decode/object-body.ts';
import { at, type Doc, metadataOf, put, text } from '../objects/doc.ts';
import { fitted } from '../objects/strictness.ts';
import { applyConfiguration } from '../patches/apply.ts';
import type { Reply } from '../reply.ts';
import { schemaOf } from '../schema/schema.ts';
import { badRequest, done, notFound, type Outcome, refuse } from '../status.ts';
import { answerObject } from './answer.ts';
import { commitUpdate } from './commit.ts';
import { createObject } from './create.ts';
import { checked } from './checked.ts';
import type { WriteOptions } from './write-options.ts';
import { checkAddress } from './update.ts';

/** Server-side apply: makes the object when there is none. */
export function applyPatch(api: Api, call: Call, options: WriteOptions): Outcome<Reply> {
  const { info, resource } = call;
  const read = readYaml(call.body.toString('utf8'));
  if (!read.ok) return badRequest(`error decoding YAML: error converting YAML to JSON: ${read.message}`);
  const given = isRecord(read.value) ? read.value : {};
  const named = checkConfiguration(call, given);
  if (!named.ok) return named;
  const config = fitted(resource, named.value, { mode: options.fieldValidation, warn: call.warn, patched: false, partial: true });
  if (!config.ok) return config;
  const current = api.store.get(resource, info.namespace || null, info.name);
  if (!current && info.subresource !== '') return notFound(resource, info.name);
  const own = info.subresource === 'status' ? onlyStatus(config.value) : config.value;
  const applied = applyConfiguration(current ? { ...current } : null, own, schemaOf(resource.kind), options.writer, options.force);
  if (!applied.ok) return refuse(409, 'Conflict', applied.message, { causes: applied.causes });
  const whole = fitted(resource, applied.doc, { mode: 'Ignore', warn: call.warn, patched: false });
  if (!whole.ok) return whole;
  if (!current) {
    const made = createObject(api, call, put(applied.doc, ['metadata', 'namespace'], info.namespace || undefined), {
      ...options,
      tracked: false,
    });
    return made.ok ? done(answerObject(api, call, made.value, 201)) : made;
  }
  const next = checked(api, call, current, applied.doc);
  if (!next.ok) return next;
  const committed = commitUpdate(api, call, current, next.value, { ...options, tracked: false });
  return committed.ok ? done(answerObject(api, call, committed.value)) : committed;
}

function checkConfiguration(call: Call, config: Doc): Outcome<Doc> {
  const { resource } = call;
  const [version, kind] = [text(config, 'apiVersion'), text(config, 'kind')];
  if (version !== apiVersionOf(resource) || kind !== resource.kind) {
    const shown = version.includes('/') ? version : `/${version}`;
    return badRequest(`invalid object type: ${shown}, Kind=${kind}`);
  }
  const managed = at(config, 'metadata', 'managedFields');
  if (Array.isArray(managed) && managed.length > 0) return badRequest('metadata.managedFields must be nil');
  const named = { ...config, metadata: { ...metadataOf(config), name: text(metadataOf(config), 'name') || call.info.name } };
  const addressed = checkAddress(call, named);
  return addressed.ok ? done(named) : addressed;
}

function onlyStatus({ apiVersion, kind, metadata, status }: Doc): Doc {
  return { apiVersion, kind, metadata, ...(status === undefined ? {} : { status }) };
}
