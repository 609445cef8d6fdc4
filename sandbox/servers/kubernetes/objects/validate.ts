import { isRecord, sameJson } from '../../../store/json.ts';
import type { Resource } from '../../../store/object-store.ts';
import { type FieldError, invalidObject, type Refused } from '../status.ts';
import { at, type Doc, metadataOf, text } from './doc.ts';
import { checkMetadata, invalidValue } from './names.ts';
import { goStringMap } from './go-values.ts';

const required = (field: string): FieldError => ({ field, type: 'FieldValueRequired', message: 'Required value' });

/** Refuses an object the API server would call invalid: names, labels, what a workload cannot be without. `old` on updates. */
export function validate(resource: Resource, doc: Doc, old?: Doc): Refused | null {
  const errors = [...(old ? checkUnchangeable(doc, old) : []), ...checkMetadata(resource, doc), ...checkKind(resource, doc, old)];
  return errors.length === 0 ? null : invalidObject(resource, text(metadataOf(doc), 'name'), errors);
}

function checkUnchangeable(doc: Doc, old: Doc): FieldError[] {
  const given = metadataOf(doc)['uid'];
  if (given === undefined || given === metadataOf(old)['uid']) return [];
  // The server checks it twice and says so twice.
  const error = invalidValue('metadata.uid', given, 'field is immutable');
  return [error, error];
}

function checkKind(resource: Resource, doc: Doc, old?: Doc): FieldError[] {
  switch (resource.plural) {
    case 'deployments':
    case 'replicasets':
      return checkWorkload(doc, old);
    case 'rollouts':
      return checkReplicas(doc, '.spec.replicas', 'should be a non-negative integer');
    case 'pods':
      return list(at(doc, 'spec', 'containers')).length === 0 ? [required('spec.containers')] : [];
    case 'services':
      return list(at(doc, 'spec', 'ports')).length === 0 &&
        at(doc, 'spec', 'type') !== 'ExternalName' &&
        at(doc, 'spec', 'clusterIP') !== 'None'
        ? [required('spec.ports')]
        : [];
    case 'configmaps':
      return size(doc) > 1_048_576
        ? [{ field: '[]', type: 'FieldValueTooLong', message: 'Too long: may not be more than 1048576 bytes' }]
        : [];
    case 'events': {
      const namespace = text(metadataOf(doc), 'namespace');
      const involved = at(doc, 'involvedObject', 'namespace') ?? 'default';
      return involved === namespace ? [] : [invalidValue('involvedObject.namespace', involved, 'does not match event.namespace')];
    }
    default:
      return [];
  }
}

function checkWorkload(doc: Doc, old?: Doc): FieldError[] {
  const errors = checkReplicas(doc, 'spec.replicas', 'must be greater than or equal to 0');
  const selector = at(doc, 'spec', 'selector');
  const wanted = at(selector, 'matchLabels');
  const labels = at(doc, 'spec', 'template', 'metadata', 'labels');
  if (selector === undefined) errors.push(required('spec.selector'));
  const carried = isRecord(labels) ? labels : {};
  const fits = selector !== undefined && Object.entries(isRecord(wanted) ? wanted : {}).every(([key, value]) => carried[key] === value);
  if (!fits) {
    const shown = labels === undefined ? 'map[string]string(nil)' : goStringMap(carried);
    const message = `Invalid value: ${shown}: \`selector\` does not match template \`labels\``;
    errors.push({ field: 'spec.template.metadata.labels', type: 'FieldValueInvalid', message });
  }
  const containers = list(at(doc, 'spec', 'template', 'spec', 'containers'));
  if (containers.length === 0) errors.push(required('spec.template.spec.containers'));
  containers.forEach((container, index) => {
    if (!at(container, 'name')) errors.push(required(`spec.template.spec.containers[${index}].name`));
    if (!at(container, 'image')) errors.push(required(`spec.template.spec.containers[${index}].image`));
  });
  if (old && !sameJson(at(old, 'spec', 'selector'), selector)) {
    const shown = `v1.LabelSelector{MatchLabels:${goStringMap(isRecord(wanted) ? wanted : {})}, MatchExpressions:[]v1.LabelSelectorRequirement(nil)}`;
    errors.push({ field: 'spec.selector', type: 'FieldValueInvalid', message: `Invalid value: ${shown}: field is immutable` });
  }
  return errors;
}

function checkReplicas(doc: Doc, field: string, why: string): FieldError[] {
  const replicas = at(doc, 'spec', 'replicas');
  return typeof replicas === 'number' && replicas < 0 ? [invalidValue(field, replicas, why)] : [];
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function size(doc: Doc): number {
  const data = at(doc, 'data');
  const values = isRecord(data) ? Object.values(data) : [];
  return values.reduce((sum: number, value) => sum + (typeof value === 'string' ? Buffer.byteLength(value) : 0), 0);
}
