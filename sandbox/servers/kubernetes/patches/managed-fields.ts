import { isRecord, sameJson } from '../../../store/json.ts';
import type { Field } from '../schema/schema.ts';
import { at, type Doc, put } from '../objects/doc.ts';
import { fieldsOf, pathOf, valueAt } from './field-set.ts';
import { fromFieldsV1, toFieldsV1 } from './fields-v1.ts';

/** One entry of `metadata.managedFields`, its fields as a set. */
export interface Manager {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly subresource: string;
  readonly time: string;
  readonly fields: Set<string>;
}

/** Who writes, when, and through which door. */
export interface Writer {
  readonly manager: string;
  readonly apiVersion: string;
  readonly subresource: string;
  readonly time: string;
}

export function managersOf(doc: Doc): Manager[] {
  const entries = at(doc, 'metadata', 'managedFields');
  return (Array.isArray(entries) ? entries : []).filter(isRecord).map((entry) => ({
    manager: String(entry['manager'] ?? ''),
    operation: entry['operation'] === 'Apply' ? 'Apply' : 'Update',
    apiVersion: String(entry['apiVersion'] ?? ''),
    subresource: String(entry['subresource'] ?? ''),
    time: String(entry['time'] ?? ''),
    fields: fromFieldsV1(entry['fieldsV1']),
  }));
}

/** The document with these managers: those that applied first, each kind by time; who owns nothing is left out. */
export function withManagers(doc: Doc, managers: readonly Manager[]): Doc {
  const rank = ({ operation, time }: Manager) => `${operation === 'Apply' ? 0 : 1} ${time}`;
  const entries = managers
    .filter(({ fields }) => fields.size > 0)
    .toSorted((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0))
    .map(({ manager, operation, apiVersion, subresource, time, fields }) => ({
      manager,
      operation,
      apiVersion,
      ...(time ? { time } : {}),
      fieldsType: 'FieldsV1',
      fieldsV1: toFieldsV1(fields),
      ...(subresource ? { subresource } : {}),
    }));
  return put(doc, ['metadata', 'managedFields'], entries.length > 0 ? entries : undefined);
}

export function isWriter({ manager, operation, subresource }: Manager, writer: Writer, as: Manager['operation']): boolean {
  return manager === writer.manager && operation === as && subresource === writer.subresource;
}

/** After a create or an update: what changed belongs to the writer, and to nobody else any more. */
export function trackUpdate(old: Doc | null, next: Doc, schema: Field, writer: Writer): Doc {
  const given = at(next, 'metadata', 'managedFields');
  // An empty list asks to forget who owns what.
  const managers = Array.isArray(given) && given.length === 0 ? [] : managersOf(old ?? next);
  const now = fieldsOf(next, schema);
  const changed = new Set([...now].filter((key) => !old || !sameJson(valueAt(old, pathOf(key)), valueAt(next, pathOf(key)))));
  const gone = old ? [...fieldsOf(old, schema)].filter((key) => !now.has(key)) : [];
  if (changed.size === 0 && gone.length === 0) return withManagers(next, managers);
  const others = managers.map((each) => {
    const mine = isWriter(each, writer, 'Update');
    const kept = [...each.fields].filter((key) => !gone.includes(key) && (mine || !changed.has(key)));
    return { ...each, fields: new Set(mine ? [...kept, ...changed] : kept), ...(mine ? { time: writer.time } : {}) };
  });
  if (!others.some((each) => isWriter(each, writer, 'Update'))) others.push({ ...writer, operation: 'Update', fields: changed });
  return withManagers(next, others);
}
