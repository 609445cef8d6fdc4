import { isRecord } from '../../../store/json.ts';
import type { ObjectMeta, StoredObject } from '../../../store/object-store.ts';

/** An object on its way in: JSON of which nothing is known yet but that it is an object. */
export type Doc = Record<string, unknown>;

export function metadataOf(doc: Doc): Doc {
  const metadata = doc['metadata'];
  return isRecord(metadata) ? metadata : {};
}

/** A string at this key, or ''. */
export function text(doc: Doc, key: string): string {
  const value = doc[key];
  return typeof value === 'string' ? value : '';
}

/** What lies at a path of keys. */
export function at(doc: unknown, ...path: readonly string[]): unknown {
  let value = doc;
  for (const key of path) value = isRecord(value) ? value[key] : undefined;
  return value;
}

/** The document with one value somewhere in it replaced; `undefined` takes it away. */
export function put(doc: Doc, path: readonly string[], value: unknown): Doc {
  const [key = '', ...rest] = path;
  if (rest.length > 0) {
    const inner = doc[key];
    return { ...doc, [key]: put(isRecord(inner) ? inner : {}, rest, value) };
  }
  const { [key]: _old, ...others } = doc;
  return value === undefined ? others : { ...others, [key]: value };
}

/** Whether a document has what the store needs: kind, version and a name. Everything else has been checked before. */
export function isStorable(doc: Doc): doc is Doc & StoredObject {
  return typeof doc['apiVersion'] === 'string' && typeof doc['kind'] === 'string' && isMeta(doc['metadata']);
}

function isMeta(value: unknown): value is ObjectMeta {
  return isRecord(value) && typeof value['name'] === 'string' && value['name'] !== '';
}
