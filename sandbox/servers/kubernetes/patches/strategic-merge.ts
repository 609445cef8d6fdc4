import { isRecord } from '../../../store/json.ts';
import { anyField, type Field } from '../schema/schema.ts';
import { goPlain } from '../objects/go-values.ts';
import { define } from './merge-patch.ts';

export type Merged = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };
type List = Extract<Field, { shape: 'list' }>;
const merged = (value: unknown): Merged => ({ ok: true, value });

/** Kubernetes' strategic merge: like a merge patch, but lists that have a merge key are merged item by item, with its `$` directives. */
export function strategicMerge(target: unknown, patch: unknown, field: Field): Merged {
  if (!isRecord(patch)) return merged(patch);
  const directive = patch['$patch'];
  if (directive === 'delete') return merged({});
  const out: Record<string, unknown> = directive === 'replace' || !isRecord(target) ? {} : { ...target };
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('$')) {
      directives(out, key, value, field);
      continue;
    }
    if (value === null) {
      delete out[key];
      continue;
    }
    const inner = innerOf(field, key);
    const next =
      Array.isArray(value) && inner.shape === 'list'
        ? mergeList(out[key], value, inner, orderOf(patch, key, value))
        : strategicMerge(out[key], value, inner);
    if (!next.ok) return next;
    define(out, key, next.value);
  }
  for (const key of Object.keys(patch)) {
    const name = key.startsWith(orderPrefix) ? key.slice(orderPrefix.length) : '';
    const inner = innerOf(field, name);
    const list = out[name];
    if (name !== '' && !(name in patch) && Array.isArray(list) && inner.shape === 'list')
      out[name] = ordered(list, list, orderOf(patch, name, []), inner.patchKey);
  }
  return merged(out);
}

const orderPrefix = '$setElementOrder/';

/** The order a patch gives a list: its directive, or the order of its own items. */
function orderOf(patch: Record<string, unknown>, name: string, items: readonly unknown[]): readonly unknown[] {
  const given = patch[`${orderPrefix}${name}`];
  return Array.isArray(given) ? given : items;
}

function innerOf(field: Field, key: string): Field {
  if (field.shape === 'map') return field.of;
  return (field.shape === 'struct' ? field.field(key) : undefined) ?? anyField;
}

function directives(out: Record<string, unknown>, key: string, value: unknown, field: Field): void {
  if (key === '$retainKeys' && Array.isArray(value)) {
    for (const each of Object.keys(out)) if (!value.includes(each)) delete out[each];
  }
  if (key.startsWith('$deleteFromPrimitiveList/') && Array.isArray(value)) {
    const name = key.slice('$deleteFromPrimitiveList/'.length);
    const list = out[name];
    if (Array.isArray(list) && innerOf(field, name).shape === 'list') out[name] = list.filter((item) => !value.includes(item));
  }
}

function mergeList(target: unknown, patch: readonly unknown[], field: List, order: readonly unknown[]): Merged {
  const current: readonly unknown[] = Array.isArray(target) ? target : [];
  const key = field.patchKey;
  if (key === null) return merged(field.set ? ordered([...new Set([...current, ...patch])], current, order, null) : [...patch]);
  const replaced = patch.some((item) => isRecord(item) && item['$patch'] === 'replace');
  const result: unknown[] = replaced ? [] : [...current];
  for (const item of patch) {
    if (!isRecord(item)) return { ok: false, message: `cannot merge ${goPlain(item)} into a list of objects` };
    if (item['$patch'] === 'replace') continue;
    if (item[key] === undefined) return { ok: false, message: `map: ${goPlain(item)} does not contain declared merge key: ${key}` };
    const index = result.findIndex((each) => isRecord(each) && each[key] === item[key]);
    if (item['$patch'] === 'delete') {
      if (index >= 0) result.splice(index, 1);
      continue;
    }
    const next = strategicMerge(index < 0 ? undefined : result[index], item, field.of);
    if (!next.ok) return next;
    if (index < 0) result.push(next.value);
    else result[index] = next.value;
  }
  return merged(ordered(result, current, order, key));
}

/**
 * The order of a merged list: the items the patch names in the order it gives, and of those only the server has each one before
 * the first named item it stood before.
 */
function ordered(list: readonly unknown[], original: readonly unknown[], order: readonly unknown[], key: string | null): unknown[] {
  const idOf = (item: unknown) => (key !== null && isRecord(item) ? item[key] : item);
  const ids = order.map(idOf);
  const named = list.filter((item) => ids.includes(idOf(item))).toSorted((a, b) => ids.indexOf(idOf(a)) - ids.indexOf(idOf(b)));
  const others = list.filter((item) => !ids.includes(idOf(item)));
  const place = (item: unknown) => original.findIndex((each) => idOf(each) === idOf(item));
  const out: unknown[] = [];
  while (named.length > 0 || others.length > 0) {
    const [left, right] = [others[0], named[0]];
    const first = named.length === 0 || (others.length > 0 && place(left) >= 0 && place(right) >= 0 && place(left) < place(right));
    out.push(first ? others.shift() : named.shift());
  }
  return out;
}
