import { isRecord } from '../../../store/json.ts';
import type { Resource, StoredObject } from '../../../store/object-store.ts';

export type FieldMatch = (object: StoredObject) => boolean;
export type ParsedFields = { readonly ok: true; readonly match: FieldMatch } | { readonly ok: false; readonly message: string };

const names = ['metadata.name', 'metadata.namespace'];
const more: { readonly [plural: string]: readonly string[] } = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  events: [
    ...['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'].map((each) => `involvedObject.${each}`),
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  nodes: ['spec.unschedulable'],
  namespaces: ['status.phase'],
  services: ['spec.clusterIP', 'spec.type'],
  replicasets: ['status.replicas'],
};
/** Kinds whose refusal of an unknown field is the shorter sentence. */
const tersely = new Set(['pods', 'events', 'nodes', 'namespaces', 'services', 'replicasets']);

/** Reads a field selector for the fields this resource can be selected by. */
export function parseFieldSelector(resource: Resource, text: string): ParsedFields {
  const parts = text.split(',').filter((part) => part !== '');
  const checks: FieldMatch[] = [];
  for (const part of parts) {
    const read = /^(.*?)(!=|==|=)(.*)$/.exec(part);
    if (!read) return { ok: false, message: `invalid selector: '${text}'; can't understand '${part}'` };
    const [, field = '', operator = '', value = ''] = read;
    if (!names.includes(field) && !more[resource.plural]?.includes(field)) return { ok: false, message: unknown(resource, field) };
    checks.push((object) => (valueOf(object, field) === value) === (operator !== '!='));
  }
  return { ok: true, match: (object) => checks.every((check) => check(object)) };
}

function unknown({ custom, plural }: Resource, field: string): string {
  if (custom || tersely.has(plural)) return `field label not supported: ${field}`;
  return `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`;
}

function valueOf(object: StoredObject, field: string): string {
  const path = field === 'source' ? ['source', 'component'] : field.split('.');
  let value: unknown = object;
  for (const key of path) value = isRecord(value) ? value[key] : undefined;
  if (field === 'spec.unschedulable' || field === 'spec.hostNetwork') return String(value === true);
  return value === undefined || value === null ? '' : String(value);
}
