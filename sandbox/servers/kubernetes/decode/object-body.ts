import { parse as parseYaml } from 'yaml';
import { isRecord } from '../../../store/json.ts';
import type { Resource } from '../../../store/object-store.ts';
import { apiVersionOf } from '../../../store/resources.ts';
import { goTypeOf, parseJson } from '../http/json.ts';
import type { Doc } from '../objects/doc.ts';
import { badRequest, done, type Outcome, refuse } from '../status.ts';
import { readEnvelope } from './kubernetes-protobuf.ts';

const accepted = 'application/json, application/yaml, application/vnd.kubernetes.protobuf';
const structure = 'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

/** The object in the body of a create or an update: JSON, YAML or, for a few kinds, protobuf. */
export function decodeObject(body: Buffer, contentType: string | undefined, kind: string): Outcome<Doc> {
  const type = (contentType ?? 'application/json').split(';')[0]?.trim().toLowerCase();
  if (type === 'application/vnd.kubernetes.protobuf') {
    const read = readEnvelope(body);
    return read.ok ? done(read.value) : badRequest(read.message);
  }
  const text = body.toString('utf8');
  if (type === 'application/yaml') return decodeYaml(text, kind);
  if (type !== 'application/json' && type !== '') {
    return refuse(
      415,
      'UnsupportedMediaType',
      `the body of the request was in an unknown format - accepted media types include: ${accepted}`,
    );
  }
  const unrecognized = (message: string, shown: string) =>
    badRequest(
      `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${message} (${shown})`,
    );
  const parsed = parseJson(text);
  if (!parsed.ok) return unrecognized(parsed.message, text === '' ? '<empty>' : shownText(text));
  if (!isRecord(parsed.value)) {
    return unrecognized(
      `json: cannot unmarshal ${goTypeOf(parsed.value)} into Go value of type ${structure}`,
      Buffer.from(text).toString('hex').slice(0, 32),
    );
  }
  return done(parsed.value);
}

/** What the server shows of a body it cannot read. */
function shownText(text: string): string {
  const hex = !/^[{]/.test(text);
  const shown = hex ? Buffer.from(text).toString('hex') : text;
  return shown.length > 64 ? `${shown.slice(0, 64)} ...` : shown;
}

function decodeYaml(text: string, kind: string): Outcome<Doc> {
  const read = readYaml(text);
  if (!read.ok) return badRequest(`error converting YAML to JSON: ${read.message}`);
  return isRecord(read.value)
    ? done(read.value)
    : badRequest(`the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind`);
}

/** YAML (aliases bounded by the library), or the line and complaint. */
export function readYaml(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string } {
  try {
    const value: unknown = parseYaml(text, { version: '1.1' });
    return { ok: true, value };
  } catch (error) {
    const line = /at line (\d+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? '1';
    return { ok: false, message: `yaml: line ${line}: did not find expected node content` };
  }
}

/** Refuses an object of another kind than the path's; a built-in kind may leave both out, as its decoder knows them. */
export function ofKind(resource: Resource, doc: Doc): Outcome<Doc> {
  const { kind, version } = resource;
  const apiVersion = typeof doc['apiVersion'] === 'string' ? doc['apiVersion'] : '';
  const given = typeof doc['kind'] === 'string' ? doc['kind'] : '';
  const expected = apiVersionOf(resource);
  if (resource.custom) {
    if (apiVersion !== expected)
      return badRequest(`the API version in the data (${apiVersion}) does not match the expected API version (${expected})`);
    if (given !== kind) return badRequest(`${given} in version "${version}" cannot be handled as a ${kind}: strict decoding error`);
    return done(doc);
  }
  if (given !== '' && given !== kind) {
    const known = apiVersion === 'v1' || apiVersion === 'apps/v1';
    const why = known
      ? `converting (${apiVersion.replace('apps/', '')}.${given}) to (${resource.group === '' ? 'core' : resource.group.split('.')[0]}.${kind}): unknown conversion`
      : `no kind "${given}" is registered for version "${apiVersion}" in scheme "pkg/api/legacyscheme/scheme.go:30"`;
    return badRequest(`${given} in version "${apiVersion}" cannot be handled as a ${kind}: ${why}`);
  }
  if (apiVersion !== '' && apiVersion !== expected) {
    const why = `no kind "${kind}" is registered for version "${apiVersion}" in scheme "pkg/runtime/scheme.go:110"`;
    return badRequest(`${kind} in version "${apiVersion}" cannot be handled as a ${kind}: ${why}`);
  }
  return done({ ...doc, apiVersion: expected, kind });
}
