import { isRecord } from '../../../store/json.ts';

/** `map[string]string{"a":"b", …}`, as Go prints a map of strings. */
export function goStringMap(map: { readonly [key: string]: unknown }): string {
  const pairs = Object.keys(map)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${JSON.stringify(map[key])}`);
  return `map[string]string{${pairs.join(', ')}}`;
}

/** `map[a:map[b:7] c:[x]]`, as Go's %v prints decoded JSON. */
export function goPlain(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goPlain).join(' ')}]`;
  if (isRecord(value))
    return `map[${Object.keys(value)
      .toSorted()
      .map((key) => `${key}:${goPlain(value[key])}`)
      .join(' ')}]`;
  return value === null || value === undefined ? '<nil>' : String(value);
}

const goTypes: { readonly [type: string]: string } = { integer: 'int32', boolean: 'bool', string: 'string', number: 'float64' };

export function goTypeName(type: string): string {
  return goTypes[type] ?? type;
}
