// Fields of raw JSON, read without a schema: for what is read by the thousand. A field of another type counts as not there.

export function recordIn(value: unknown, key: string): Record<string, unknown> | null {
  const member = memberOf(value, key);
  return isRecord(member) ? member : null;
}

export function listIn(value: unknown, key: string): readonly unknown[] {
  const member = memberOf(value, key);
  return Array.isArray(member) ? member : [];
}

export function textIn(value: unknown, key: string): string | null {
  const member = memberOf(value, key);
  return typeof member === 'string' ? member : null;
}

export function numberIn(value: unknown, key: string): number | null {
  const member = memberOf(value, key);
  return typeof member === 'number' ? member : null;
}

export function isTrueIn(value: unknown, key: string): boolean {
  return memberOf(value, key) === true;
}

function memberOf(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
