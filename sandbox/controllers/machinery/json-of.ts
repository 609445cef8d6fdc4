import type { Json } from '../../store/object-store.ts';

export type JsonObject = { [key: string]: Json | undefined };

/** A value as JSON; what JSON does not know (undefined, functions) is left out. */
export function jsonOf(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((each) => jsonOf(each) ?? null);
  if (typeof value === 'object') return jsonObject(value);
  return undefined;
}

export function jsonObject(value: object): JsonObject {
  const entries = Object.entries(value).flatMap(([key, each]) => {
    const json = jsonOf(each);
    return json === undefined ? [] : [[key, json] as const];
  });
  return Object.fromEntries(entries);
}
