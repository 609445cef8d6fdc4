import { isRecord, sameJson } from '../../../store/json.ts';
import { anyField, type Field } from '../schema/schema.ts';

/** One field, as the segments of `fieldsV1` name it: `f:spec`, `k:{"name":"c"}`, `v:"finalizer"`. */
export type Path = readonly string[];
/** A set of fields, by the JSON of their path. */
export type FieldSet = ReadonlySet<string>;

export const keyOf = (path: Path) => JSON.stringify(path);
export function pathOf(key: string): Path {
  const parsed: unknown = JSON.parse(key);
  return Array.isArray(parsed) ? parsed.map(String) : [];
}

/** Never owned by anybody: what the server itself sets. */
const unowned = new Set(['apiVersion', 'kind']);
const unownedMetadata = new Set([
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'managedFields',
  'selfLink',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
]);

/** The fields a document sets, down to what is replaced whole. */
export function fieldsOf(doc: unknown, schema: Field): Set<string> {
  const found = new Set<string>();
  walk(doc, schema, []);
  return found;

  function walk(value: unknown, field: Field, path: Path): void {
    const before = found.size;
    if (isRecord(value) && ((field.shape === 'struct' && !field.atomic) || (field.shape === 'map' && !field.atomic))) {
      for (const [key, inner] of Object.entries(value)) {
        if (inner === undefined || inner === null || (path.length === 0 && unowned.has(key))) continue;
        if (path.length === 1 && path[0] === 'f:metadata' && unownedMetadata.has(key)) continue;
        walk(inner, field.shape === 'map' ? field.of : (field.field(key) ?? anyField), [...path, `f:${key}`]);
      }
    } else if (Array.isArray(value) && field.shape === 'list' && (field.keys.length > 0 || field.set)) {
      for (const item of value) {
        const segment = segmentOf(item, field.keys);
        found.add(keyOf([...path, segment]));
        if (field.keys.length > 0) walk(item, field.of, [...path, segment]);
      }
    }
    const hollow = path.length === 1 && (path[0] === 'f:metadata' || path[0] === 'f:status');
    if (found.size === before && path.length > 0 && !hollow) found.add(keyOf(path));
  }
}

/** An item of a keyed list, or of a set. A port without a protocol is a TCP port. */
export function segmentOf(item: unknown, keys: readonly string[]): string {
  if (keys.length === 0) return `v:${JSON.stringify(item)}`;
  const values = keys.toSorted().flatMap((key) => {
    const value = isRecord(item) ? item[key] : undefined;
    if (value !== undefined) return [[key, value]];
    return key === 'protocol' ? [[key, 'TCP']] : [];
  });
  return `k:${JSON.stringify(Object.fromEntries(values))}`;
}

/** What a document has at a path, undefined for nothing. */
export function valueAt(doc: unknown, path: Path): unknown {
  let value = doc;
  for (const segment of path) {
    const name = segment.slice(2);
    if (segment.startsWith('f:')) value = isRecord(value) ? value[name] : undefined;
    else value = Array.isArray(value) ? value.find((item) => isNamed(item, segment)) : undefined;
  }
  return value;
}

export function isNamed(item: unknown, segment: string): boolean {
  const wanted: unknown = JSON.parse(segment.slice(2));
  if (segment.startsWith('v:')) return sameJson(item, wanted);
  if (!isRecord(item) || !isRecord(wanted)) return false;
  return Object.entries(wanted).every(([key, value]) => (item[key] ?? (key === 'protocol' ? 'TCP' : undefined)) === value);
}

/** `.spec.template.spec.containers[name="c"].image`, as conflicts name a field. */
export function pathText(path: Path): string {
  return path
    .map((segment) => {
      const name = segment.slice(2);
      if (segment.startsWith('f:')) return `.${name}`;
      if (segment.startsWith('v:')) return `[=${name}]`;
      const keys: unknown = JSON.parse(name);
      const pairs = isRecord(keys) ? Object.entries(keys).map(([key, value]) => `${key}=${JSON.stringify(value)}`) : [];
      return `[${pairs.join(',')}]`;
    })
    .join('');
}
