import type { Resource } from '../../../store/object-store.ts';
import type { FieldError } from '../status.ts';
import { type Doc, metadataOf, text } from './doc.ts';
import { isRecord } from '../../../store/json.ts';

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomain = `${label}(\\.${label})*`;
const dns1123Subdomain = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${subdomain}')`;
const dns1123Label = `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${label}')`;
const dns1035Label = `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')`;
const qualifiedPart = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const qualifiedName = `name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${qualifiedPart}')`;
const labelValue = `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(${qualifiedPart})?')`;

/** What is wrong with an object's name, labels and annotations. */
export function checkMetadata(resource: Resource, doc: Doc): FieldError[] {
  const metadata = metadataOf(doc);
  const name = text(metadata, 'name');
  if (name === '')
    return [{ field: 'metadata.name', type: 'FieldValueRequired', message: 'Required value: name or generateName is required' }];
  const complaint = nameComplaint(resource, name);
  const errors: FieldError[] = complaint ? [invalidValue('metadata.name', name, complaint)] : [];
  const labels = isRecord(metadata['labels']) ? metadata['labels'] : {};
  const annotations = isRecord(metadata['annotations']) ? metadata['annotations'] : {};
  for (const key of Object.keys(labels)) if (!isQualified(key)) errors.push(invalidValue('metadata.labels', key, qualifiedName));
  for (const value of Object.values(labels)) {
    if (typeof value !== 'string') continue;
    if (value.length > 63) errors.push(invalidValue('metadata.labels', value, 'must be no more than 63 characters'));
    else if (value !== '' && !fits(qualifiedPart, value)) errors.push(invalidValue('metadata.labels', value, labelValue));
  }
  for (const key of Object.keys(annotations)) {
    if (!isQualified(key.toLowerCase())) errors.push(invalidValue('metadata.annotations', key, qualifiedName));
  }
  return errors;
}

function nameComplaint({ plural, group }: Resource, name: string): string | null {
  if (group === 'rbac.authorization.k8s.io') return null;
  const [limit, pattern, sentence] =
    plural === 'services'
      ? ([63, '[a-z]([-a-z0-9]*[a-z0-9])?', dns1035Label] as const)
      : plural === 'namespaces'
        ? ([63, label, dns1123Label] as const)
        : ([253, subdomain, dns1123Subdomain] as const);
  if (name.length > limit) return `must be no more than ${limit} characters`;
  return fits(pattern, name) ? null : sentence;
}

function isQualified(key: string): boolean {
  const [first = '', second, ...more] = key.split('/');
  if (more.length > 0) return false;
  if (second === undefined) return first.length <= 63 && fits(qualifiedPart, first);
  return fits(subdomain, first) && second.length <= 63 && fits(qualifiedPart, second);
}

function fits(pattern: string, value: string): boolean {
  return new RegExp(`^${pattern}$`).test(value);
}

export function invalidValue(field: string, value: unknown, why: string): FieldError {
  return { field, type: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(value)}: ${why}` };
}

const letters = 'bcdfghjklmnpqrstvwxz2456789';

/** Five letters for a generateName. */
export function nameSuffix(random: () => number): string {
  return Array.from({ length: 5 }, () => letters[Math.floor(random() * letters.length)] ?? 'b').join('');
}
