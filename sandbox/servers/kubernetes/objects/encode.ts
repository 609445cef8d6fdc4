import { stringify } from 'yaml';
import type { Resource, StoredObject } from '../../../store/object-store.ts';
import { apiVersionOf } from '../../../store/resources.ts';

/** JSON of an object without its kind and version, kept as long as the object lives: two hundred watches write it once. */
const texts = new WeakMap<StoredObject, string>();

function restOf(object: StoredObject): string {
  const known = texts.get(object);
  if (known !== undefined) return known;
  const { apiVersion: _version, kind: _kind, ...rest } = object;
  const text = JSON.stringify(rest).slice(1);
  texts.set(object, text);
  return text;
}

/** One object as JSON text. */
export function objectText(object: StoredObject): string {
  return `{"kind":${JSON.stringify(object.kind)},"apiVersion":${JSON.stringify(object.apiVersion)},${restOf(object)}`;
}

/** A list as JSON text; items of built-in kinds do not repeat their kind. */
export function listText(resource: Resource, objects: readonly StoredObject[], metadata: { readonly [key: string]: unknown }): string {
  const items = objects.map((object) => (resource.custom ? objectText(object) : `{${restOf(object)}`)).join(',');
  const head = `"kind":"${resource.kind}List","apiVersion":"${apiVersionOf(resource)}","metadata":${JSON.stringify(metadata)}`;
  return `{${head},"items":[${items}]}`;
}

/** Any JSON text as YAML. */
export function yamlText(json: string): string {
  return stringify(JSON.parse(json), { sortMapEntries: true, aliasDuplicateObjects: false, lineWidth: 0, version: '1.1' });
}

/** Only what every object has, for clients that ask for metadata alone. */
export function metadataText(object: StoredObject): string {
  return JSON.stringify({ kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata });
}

export function metadataListText(objects: readonly StoredObject[], metadata: { readonly [key: string]: unknown }): string {
  const head = `"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1","metadata":${JSON.stringify(metadata)}`;
  return `{${head},"items":[${objects.map(metadataText).join(',')}]}`;
}
