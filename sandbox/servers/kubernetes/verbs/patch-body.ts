import { isRecord } from '../../../store/json.ts';
import type { Call } from '../context.ts';
import { goTypeOf, parseJson } from '../http/json.ts';
import type { Doc } from '../objects/doc.ts';
import { goPlain, goTypeName } from '../objects/go-values.ts';
import { invalidPatch } from '../objects/strictness.ts';
import { conform } from '../objects/conform.ts';
import { jsonPatch } from '../patches/json-patch.ts';
import { mergePatch } from '../patches/merge-patch.ts';
import { strategicMerge } from '../patches/strategic-merge.ts';
import type { Field } from '../schema/schema.ts';
import { badRequest, done, type Outcome, refuse } from '../status.ts';

export type PatchType = 'json' | 'merge' | 'strategic' | 'apply';

const types = new Map<string, PatchType>([
  ['application/json-patch+json', 'json'],
  ['application/merge-patch+json', 'merge'],
  ['application/strategic-merge-patch+json', 'strategic'],
  ['application/apply-patch+yaml', 'apply'],
]);

/** Which patch this is; custom resources know no strategic merge. */
export function patchTypeOf({ contentType, resource }: Call): Outcome<PatchType> {
  const type = types.get((contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '');
  if (type && (type !== 'strategic' || !resource.custom)) return done(type);
  if (!resource.custom) return refuse(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
  const accepted = 'application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml';
  return refuse(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted}`,
  );
}

/** The document with a patch applied; neither is changed. */
export function patched(type: Exclude<PatchType, 'apply'>, document: Doc, body: Buffer, schema: Field): Outcome<Doc> {
  const parsed = parseJson(body.toString('utf8'));
  if (!parsed.ok) return badRequest(type === 'strategic' ? parsed.message : `error decoding patch: ${parsed.message}`);
  const patch = parsed.value;
  if (type === 'json') return withOperations(document, patch);
  if (!isRecord(patch)) {
    const why = `json: cannot unmarshal ${goTypeOf(patch)} into Go value of type map[string]interface {}`;
    return badRequest(type === 'strategic' ? why : `error decoding patch: ${why}`);
  }
  if (type === 'merge') return asDoc(mergePatch(document, patch));
  const merged = strategicMerge(document, patch, schema);
  if (!merged.ok) return refuse(500, null, merged.message);
  const wrong = isRecord(merged.value) ? conform(merged.value, schema).wrong[0] : undefined;
  if (!wrong) return asDoc(merged.value);
  const got =
    typeof wrong.value === 'number'
      ? `cannot convert int64 to ${goTypeName(wrong.expected)}`
      : `unrecognized type: ${goTypeName(wrong.expected)}`;
  return invalidPatch(goPlain(patch), got);
}

function withOperations(document: Doc, patch: unknown): Outcome<Doc> {
  if (!Array.isArray(patch))
    return badRequest(`error decoding patch: json: cannot unmarshal ${goTypeOf(patch)} into Go value of type []handlers.jsonPatchOp`);
  if (patch.length > 10_000) {
    return refuse(
      413,
      'RequestEntityTooLarge',
      `Request entity too large: The allowed maximum operations in a JSON patch is 10000, got ${patch.length}`,
    );
  }
  const result = jsonPatch(document, patch);
  return result.ok ? asDoc(result.value) : refuse(422, 'Invalid', 'the server rejected our request due to an error in our request', {});
}

function asDoc(value: unknown): Outcome<Doc> {
  return isRecord(value) ? done(value) : badRequest('the patch does not lead to an object');
}
