import { goJsonError } from './go-json.ts';

export type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

/** JSON, or what Go says of it. Too deep a nesting is an error like any other. */
export function parseJson(text: string): Parsed {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false, message: explained(text) };
  }
}

function explained(text: string): string {
  try {
    return goJsonError(text) ?? 'invalid JSON';
  } catch {
    return 'exceeded max depth';
  }
}

/** Go's name of a JSON value's type in its unmarshalling errors. */
export function goTypeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (value === null) return 'null';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
