import { isRecord, sameJson } from '../../../store/json.ts';
import { define } from './merge-patch.ts';

export type Patched = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

interface Failure {
  readonly failed: string;
}
const fail = (failed: string): Failure => ({ failed });
const isFailure = (value: unknown): value is Failure =>
  isRecord(value) && typeof value['failed'] === 'string' && Object.keys(value).length === 1;

/**
 * RFC 6902 as the API server's library reads it: `replace` of a key that an object does not have adds it, `copy` from one gives
 * null, and indices may count from the end. All or nothing.
 */
export function jsonPatch(document: unknown, operations: readonly unknown[]): Patched {
  let current: unknown = structuredClone(document);
  for (const operation of operations) {
    const next = apply(current, isRecord(operation) ? operation : {});
    if (isFailure(next)) return { ok: false, message: next.failed };
    current = isRecord(next) && 'root' in next ? next['root'] : current;
  }
  return { ok: true, value: current };
}

function apply(root: unknown, operation: Record<string, unknown>): { root: unknown } | Failure {
  const path = pointer(operation['path']);
  if (!path) return fail('path');
  switch (operation['op']) {
    case 'add':
      return operation['value'] === undefined ? fail('add operation missing value') : add(root, path, operation['value']);
    case 'replace':
      return replace(root, path, operation['value']);
    case 'remove':
      return remove(root, path);
    case 'test':
      return test(root, path, operation['value'] ?? null) ? { root } : fail(`testing value ${String(operation['path'])} failed`);
    case 'copy':
    case 'move': {
      const from = pointer(operation['from']);
      if (!from) return fail('from');
      const found = read(root, from);
      if (isFailure(found)) return found;
      const moved = operation['op'] === 'move' ? remove(root, from) : { root };
      return isFailure(moved) ? moved : add(moved.root, path, structuredClone(found.value ?? null));
    }
    default:
      return fail(`Unexpected kind: ${String(operation['op'])}`);
  }
}

/** The segments of a JSON pointer, null for what is none. What stands before the first slash is not looked at. */
function pointer(text: unknown): string[] | null {
  if (text === '') return [];
  if (typeof text !== 'string' || !text.includes('/')) return null;
  return text
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function read(root: unknown, path: readonly string[]): { value: unknown } | Failure {
  let value = root;
  for (const [depth, key] of path.entries()) {
    if (Array.isArray(value)) {
      const index = indexIn(value, key, value.length - 1);
      if (index === null) return fail(`index ${key}`);
      value = value[index];
    } else if (isRecord(value)) {
      if (!Object.hasOwn(value, key) && depth < path.length - 1) return fail(`missing ${key}`);
      value = Object.hasOwn(value, key) ? value[key] : undefined;
    } else return fail(`no container at ${key}`);
  }
  return { value };
}

function add(root: unknown, path: readonly string[], value: unknown): { root: unknown } | Failure {
  const key = path.at(-1);
  if (key === undefined) return { root: value };
  const holder = holderOf(root, path);
  if (Array.isArray(holder)) {
    const index = key === '-' ? holder.length : indexIn(holder, key, holder.length);
    if (index === null) return fail(`index ${key}`);
    holder.splice(index, 0, value);
  } else if (isRecord(holder)) define(holder, key, value);
  else return fail('add operation does not apply: doc is missing path');
  return { root };
}

function replace(root: unknown, path: readonly string[], value: unknown): { root: unknown } | Failure {
  const key = path.at(-1);
  if (key === undefined) return { root: value ?? null };
  const holder = holderOf(root, path);
  if (Array.isArray(holder)) {
    const index = indexIn(holder, key, holder.length - 1);
    if (index === null) return fail(`index ${key}`);
    holder[index] = value ?? null;
  } else if (isRecord(holder)) define(holder, key, value ?? null);
  else return fail('replace operation does not apply: doc is missing path');
  return { root };
}

function remove(root: unknown, path: readonly string[]): { root: unknown } | Failure {
  const key = path.at(-1);
  if (key === undefined) return fail('the whole document cannot be removed');
  const holder = holderOf(root, path);
  if (Array.isArray(holder)) {
    const index = indexIn(holder, key, holder.length - 1);
    if (index === null) return fail(`index ${key}`);
    holder.splice(index, 1);
    return { root };
  }
  if (!isRecord(holder) || !Object.hasOwn(holder, key)) return fail('Unable to remove nonexistent key');
  delete holder[key];
  return { root };
}

function test(root: unknown, path: readonly string[], expected: unknown): boolean {
  const found = read(root, path);
  return !isFailure(found) && sameJson(found.value ?? null, expected);
}

function holderOf(root: unknown, path: readonly string[]): unknown {
  const found = read(root, path.slice(0, -1));
  return isFailure(found) ? undefined : found.value;
}

function indexIn(list: readonly unknown[], key: string, last: number): number | null {
  if (!/^-?(0|[1-9]\d*)$/.test(key)) return null;
  const given = Number(key);
  const index = given < 0 ? given + list.length : given;
  return index >= 0 && index <= last ? index : null;
}
