import { isRecord } from '../../../store/json.ts';
import { type FieldSet, keyOf, type Path, pathOf } from './field-set.ts';

interface Node {
  owned: boolean;
  readonly inner: Map<string, Node>;
}

/** A set of fields as `fieldsV1` writes it: a tree, with `.` where an inner field is in the set itself. */
export function toFieldsV1(set: FieldSet): Record<string, unknown> {
  const root: Node = { owned: false, inner: new Map() };
  for (const key of set) {
    let node = root;
    for (const segment of pathOf(key)) {
      const next: Node = node.inner.get(segment) ?? { owned: false, inner: new Map() };
      node.inner.set(segment, next);
      node = next;
    }
    node.owned = true;
  }
  return write(root);
}

function write(node: Node): Record<string, unknown> {
  const inner = [...node.inner].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([segment, each]) => [segment, write(each)]);
  return Object.fromEntries(node.owned && inner.length > 0 ? [['.', {}], ...inner] : inner);
}

/** The set a `fieldsV1` tree stands for. */
export function fromFieldsV1(tree: unknown): Set<string> {
  const set = new Set<string>();
  const walk = (value: unknown, path: Path) => {
    const keys = isRecord(value) ? Object.keys(value) : [];
    if (path.length > 0 && (keys.length === 0 || keys.includes('.'))) set.add(keyOf(path));
    for (const key of keys) if (key !== '.' && isRecord(value)) walk(value[key], [...path, key]);
  };
  walk(tree, []);
  return set;
}
