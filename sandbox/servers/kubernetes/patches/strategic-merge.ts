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
      Array.isArray(value) && inner.shape === 'list' ? mergeList(out[key], value, inner) : strategicMerge(out[key], value, inner);
    if (!next.ok) return next;
    define(out, key, next.value);
  }
  for (const [key, order] of Object.entries(patch)) if (key.startsWith('$setElementOrder/')) reorder(out, key.slice(17), order, field);
  return merged(out);
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

function mergeList(target: unknown, patch: readonly unknown[], field: List): Merged {
  const current: readonly unknown[] = Array.isArray(target) ? target : [];
  const key = field.patchKey;
  if (key === null) return merged(field.set ? [...new Set([...current, ...patch])] : [...patch]);
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
  return merged(result);
}

/** Items the order names, in its order; those it does not name keep their place after the one they followed. */
function reorder(out: Record<string, unknown>, name: string, order: unknown, field: Field): void {
  const list = out[name];
  const inner = innerOf(field, name);
  if (!Array.isArray(list) || !Array.isArray(order) || inner.shape !== 'list') return;
  const key = inner.patchKey;
  const idOf = (item: unknown) => (key !== null && isRecord(item) ? item[key] : item);
  const place = new Map(order.map((each, index) => [idOf(each), index]));
  let last = -1;
  const ranked = list.map((item: unknown, index) => {
    last = place.get(idOf(item)) ?? last;
    return { item, rank: last, index };
  });
  out[name] = ranked.toSorted((a, b) => a.rank - b.rank || a.index - b.index).map(({ item }) => item);
}
