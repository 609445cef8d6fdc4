import { isRecord, sameJson } from '../../../store/json.ts';
import { anyField, type Field } from '../schema/schema.ts';
import type { Doc } from '../objects/doc.ts';
import type { Cause } from '../status.ts';
import { fieldsOf, isNamed, type Path, pathOf, pathText, segmentOf, valueAt } from './field-set.ts';
import { define } from './merge-patch.ts';
import { isWriter, type Manager, managersOf, withManagers, type Writer } from './managed-fields.ts';

export type Applied =
  | { readonly ok: true; readonly doc: Doc }
  | { readonly ok: false; readonly message: string; readonly causes: readonly Cause[] };

/**
 * Server-side apply: merges `config` into `live` (null: a new object), takes away what this manager applied before and no
 * longer names, and refuses what another manager set to something else, unless `force`.
 */
export function applyConfiguration(live: Doc | null, config: Doc, schema: Field, writer: Writer, force: boolean): Applied {
  const managers = live ? managersOf(live) : [];
  const fields = fieldsOf(config, schema);
  const differs = (key: string) => !sameJson(valueAt(live, pathOf(key)), valueAt(config, pathOf(key)));
  const taken = new Set([...fields].filter((key) => live !== null && isValue(config, pathOf(key)) && differs(key)));
  const others = managers.filter((each) => !isWriter(each, writer, 'Apply'));
  const conflicts = others
    .map((each) => ({ each, keys: [...each.fields].filter((key) => taken.has(key)) }))
    .filter(({ keys }) => keys.length > 0);
  if (conflicts.length > 0 && !force) return refused(conflicts);

  const before = managers.find((each) => isWriter(each, writer, 'Apply'))?.fields ?? new Set<string>();
  const owned = new Set(others.flatMap((each) => [...each.fields]));
  const kept = [...owned, ...fields];
  const dropped = [...before].filter((key) => !kept.some((each) => each === key || each.startsWith(`${key.slice(0, -1)},`))).map(pathOf);
  let doc: unknown = merge(live ?? {}, config, schema);
  // The shallowest first: an item of a list goes whole.
  for (const path of dropped.toSorted((a, b) => a.length - b.length)) doc = takeAway(doc, path);
  const left = others.map((each) => ({ ...each, fields: new Set([...each.fields].filter((key) => !taken.has(key))) }));
  const same = sameJson(live, doc);
  const unchanged = same && before.size === fields.size && [...before].every((key) => fields.has(key));
  // Who joins in without changing anything has no time of its own.
  const known = managers.find((each) => isWriter(each, writer, 'Apply'));
  const time = unchanged ? (known?.time ?? '') : same ? '' : writer.time;
  const mine: Manager = { ...writer, time, operation: 'Apply', fields };
  return { ok: true, doc: withManagers(isRecord(doc) ? doc : {}, [...left, mine]) };
}

/** A leaf, not the mere presence of a list item. */
function isValue(config: Doc, path: Path): boolean {
  return !(path.at(-1)?.startsWith('k:') && isRecord(valueAt(config, path)));
}

function refused(conflicts: readonly { each: Manager; keys: readonly string[] }[]): Applied {
  const causes: Cause[] = [];
  const parts = conflicts
    .toSorted((a, b) => (a.each.manager < b.each.manager ? -1 : 1))
    .map(({ each, keys }) => {
      const who = `"${each.manager}"${each.subresource ? ` with subresource "${each.subresource}"` : ''}${each.operation === 'Update' ? ` using ${each.apiVersion}` : ''}`;
      const fields = keys.map((key) => pathText(pathOf(key))).toSorted();
      for (const field of fields) causes.push({ reason: 'FieldManagerConflict', message: `conflict with ${who}`, field });
      return { who, fields };
    });
  const count = causes.length;
  const [first] = parts;
  const single = count === 1 && first ? `conflict with ${first.who}: ${first.fields[0] ?? ''}` : '';
  const many = parts.map(({ who, fields }) => `conflicts with ${who}:\n${fields.map((field) => `- ${field}`).join('\n')}`).join('\n');
  return { ok: false, message: `Apply failed with ${count} conflict${count === 1 ? '' : 's'}: ${single || many}`, causes };
}

function merge(live: unknown, config: unknown, field: Field): unknown {
  if (isRecord(config) && isRecord(live) && (field.shape === 'struct' || field.shape === 'map') && !field.atomic) {
    const out: Doc = { ...live };
    for (const [key, value] of Object.entries(config)) {
      if (value === undefined) continue;
      define(
        out,
        key,
        merge(Object.hasOwn(live, key) ? live[key] : undefined, value, field.shape === 'map' ? field.of : (field.field(key) ?? anyField)),
      );
    }
    return out;
  }
  if (Array.isArray(config) && Array.isArray(live) && field.shape === 'list' && (field.keys.length > 0 || field.set)) {
    const rest = live.filter((item) => !config.some((each: unknown) => isNamed(item, segmentOf(each, field.keys))));
    const merged = config.map((each: unknown) => {
      const current: unknown = live.find((item) => isNamed(item, segmentOf(each, field.keys)));
      return field.set || current === undefined ? each : merge(current, each, field.of);
    });
    return [...merged, ...rest];
  }
  return config;
}

function takeAway(doc: unknown, path: Path): unknown {
  const [segment, ...rest] = path;
  if (segment === undefined) return undefined;
  if (segment.startsWith('f:')) {
    const key = segment.slice(2);
    if (!isRecord(doc) || !(key in doc)) return doc;
    const inner = takeAway(doc[key], rest);
    const { [key]: _old, ...others } = doc;
    return inner === undefined ? others : { ...others, [key]: inner };
  }
  if (!Array.isArray(doc)) return doc;
  return doc.flatMap((item: unknown) => {
    if (!isNamed(item, segment)) return [item];
    const inner = takeAway(item, rest);
    return inner === undefined ? [] : [inner];
  });
}
