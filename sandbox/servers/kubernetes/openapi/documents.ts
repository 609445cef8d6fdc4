import { createHash } from 'node:crypto';
import type { Resource } from '../../../store/object-store.ts';
import { served } from '../discovery/served.ts';
import { schemaOf } from '../schema/schema.ts';
import { collectSchemas, type Schema } from './schemas.ts';

const documents = new Map<string, string>();

/** `/openapi/v3`: one document for each group and version that has resources. */
export function openapiIndex(): { paths: { [path: string]: { serverRelativeURL: string } } } {
  const names = [...new Set(served.map(documentOf))];
  const entry = (name: string) => {
    const hash = createHash('sha256')
      .update(openapiDocument(name) ?? '')
      .digest('hex')
      .toUpperCase();
    return [name, { serverRelativeURL: `/openapi/v3/${name}?hash=${hash}` }] as const;
  };
  return { paths: Object.fromEntries(names.map(entry)) };
}

/** One document as JSON text, undefined for a group or version without resources. Made once. */
export function openapiDocument(name: string): string | undefined {
  const known = documents.get(name);
  if (known !== undefined) return known;
  const resources = served.filter((resource) => documentOf(resource) === name);
  if (resources.length === 0) return undefined;
  const text = JSON.stringify(write(resources));
  documents.set(name, text);
  return text;
}

function documentOf({ group, version }: Resource): string {
  return group === '' ? `api/${version}` : `apis/${group}/${version}`;
}

function write(resources: readonly Resource[]): Schema {
  const schemas = collectSchemas(resources.map(({ kind }) => schemaOf(kind)));
  for (const resource of resources) {
    const root = schemaOf(resource.kind);
    const name = root.shape === 'struct' ? root.name : resource.kind;
    schemas[name] = { ...schemas[name], 'x-kubernetes-group-version-kind': [kindOf(resource)] };
  }
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'unversioned' },
    paths: Object.fromEntries(resources.flatMap(pathsOf)),
    components: { schemas },
  };
}

function kindOf({ group, version, kind }: Resource) {
  return { group, version, kind };
}

const query = (name: string, type: string) => ({ name, in: 'query', schema: { type, uniqueItems: true } });
const writing = [query('dryRun', 'string'), query('fieldManager', 'string'), query('fieldValidation', 'string')];

function pathsOf(resource: Resource): [string, Schema][] {
  const { group, version, plural, namespaced, custom, kind } = resource;
  const base = `${group === '' ? `/api/${version}` : `/apis/${group}/${version}`}${namespaced ? '/namespaces/{namespace}' : ''}/${plural}`;
  const root = schemaOf(kind);
  const reference = { $ref: `#/components/schemas/${root.shape === 'struct' ? root.name : kind}` };
  const content = { 'application/json': { schema: reference } };
  const responses = { '200': { description: 'OK', content } };
  const hint = { 'x-kubernetes-group-version-kind': kindOf(resource) };
  const patches = ['application/apply-patch+yaml', 'application/json-patch+json', 'application/merge-patch+json'];
  const patchContent = Object.fromEntries(
    [...patches, ...(custom ? [] : ['application/strategic-merge-patch+json'])].map((type) => [type, { schema: { type: 'object' } }]),
  );
  const action = (name: string) => ({ ...hint, 'x-kubernetes-action': name, responses });
  return [
    [base, { get: action('list'), post: { ...action('post'), parameters: writing, requestBody: { content } } }],
    [
      `${base}/{name}`,
      {
        get: action('get'),
        put: { ...action('put'), parameters: writing, requestBody: { content } },
        delete: { ...action('delete'), parameters: [query('dryRun', 'string')] },
        patch: {
          ...action('patch'),
          parameters: [...writing, query('force', 'boolean')],
          requestBody: { content: patchContent, required: true },
        },
      },
    ],
  ];
}
