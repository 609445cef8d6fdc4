import canonicalize from 'canonicalize';

/**
 * The RFC 8785 form of a JSON value: what is hashed, signed, stored and exported.
 * Throws where no such form exists (NaN, infinity, a lone surrogate, a cycle).
 */
export function canonicalText(value: unknown): string {
  const ordered = inOrder(value, 0);
  if (ordered !== unusual) {
    // The engine's own serialiser writes numbers and strings as RFC 8785 wants them, several times faster than any other.
    const text = JSON.stringify(ordered);
    // `\ud` in what it writes is a lone surrogate, or a backslash before "ud": let the package decide.
    if (!text.includes('\\ud')) return text;
  }
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('This value has no JSON form.');
  return text;
}

/** JSON text in which every lone surrogate became U+FFFD, so that somebody else's broken text can be evidence too. */
export function wellFormedJson(text: string): string {
  if (!text.includes('\\ud')) return text;
  // Pairs of backslashes are consumed first: `\\ud800` is a backslash and six letters.
  return text.replaceAll(/\\(?:\\|ud[89a-f][0-9a-f]{2})/g, (escape) => (escape === '\\\\' ? escape : '\ufffd'));
}

const unusual = Symbol('left to the package');
const deepest = 200;

/** The value itself where its enumeration order is canonical (a line read back), a copy in that order, or `unusual`. */
function inOrder(value: unknown, depth: number): unknown {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : unusual;
  if (typeof value !== 'object' || depth > deepest) return unusual;
  if (Array.isArray(value)) return arrayInOrder(value, depth);
  return isPlain(value) ? objectInOrder(value, depth) : unusual;
}

function arrayInOrder(value: readonly unknown[], depth: number): unknown {
  let copy: unknown[] | null = null;
  for (const [index, item] of value.entries()) {
    const ordered = inOrder(item, depth + 1);
    if (ordered === unusual) return unusual;
    if (ordered !== item) {
      copy ??= [...value];
      copy[index] = ordered;
    }
  }
  return copy ?? value;
}

function objectInOrder(value: Readonly<Record<string, unknown>>, depth: number): unknown {
  const keys = Object.keys(value);
  const ascending = isAscending(keys);
  let copy: Record<string, unknown> | null = ascending ? null : {};
  for (const key of ascending ? keys : keys.toSorted()) {
    const member = value[key];
    const ordered = inOrder(member, depth + 1);
    // Objects enumerate number-like keys first, whatever order they came in; `__proto__` cannot be copied by assignment.
    if (ordered === unusual || key === '__proto__' || (!ascending && /^\d/.test(key))) return unusual;
    if (copy === null && ordered !== member) copy = { ...value };
    if (copy !== null) copy[key] = ordered;
  }
  return copy ?? value;
}

function isAscending(keys: readonly string[]): boolean {
  for (let index = 1; index < keys.length; index += 1) if ((keys[index - 1] ?? '') > (keys[index] ?? '')) return false;
  return true;
}

/** Without a serialisation of its own (Date, boxed values). */
function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  return (
    !('toJSON' in value && typeof value.toJSON === 'function') &&
    !(value instanceof Number || value instanceof String || value instanceof Boolean)
  );
}
