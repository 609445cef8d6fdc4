import canonicalize from 'canonicalize';

/**
 * The RFC 8785 form of a JSON value: what is hashed, signed, stored and exported.
 * Throws where no such form exists (NaN, infinity, a lone surrogate, a cycle).
 */
export function canonicalText(value: unknown): string {
  // A line read back is in order already: then the engine's own serialiser writes the same text several times faster.
  const text = isOrdered(value, 0) ? JSON.stringify(value) : written(value, 0);
  // `\ud` in what JSON.stringify writes is a lone surrogate, or a backslash before "ud": let the package decide.
  if (text !== null && !text.includes('\\ud')) return text;
  const judged = canonicalize(value);
  if (judged === undefined) throw new TypeError('This value has no JSON form.');
  return judged;
}

/** JSON text in which every lone surrogate became U+FFFD, so that somebody else's broken text can be evidence too. */
export function wellFormedJson(text: string): string {
  if (!text.includes('\\ud')) return text;
  // Pairs of backslashes are consumed first: `\\ud800` is a backslash and six letters.
  return text.replaceAll(/\\(?:\\|ud[89a-f][0-9a-f]{2})/g, (escape) => (escape === '\\\\' ? escape : '\ufffd'));
}

const deepest = 200;

/** Whether this is plain JSON whose keys enumerate in canonical order, all the way down. */
function isOrdered(value: unknown, depth: number): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth > deepest) return false;
  if (Array.isArray(value)) {
    for (const item of value) if (!isOrdered(item, depth + 1)) return false;
    return true;
  }
  if (!isPlain(value)) return false;
  const keys = Object.keys(value);
  if (!isAscending(keys)) return false;
  for (const key of keys) if (!isOrdered(value[key], depth + 1)) return false;
  return true;
}

/** Plain JSON in canonical order, whatever order it came in; null where the package has to say what it means. */
function written(value: unknown, depth: number): string | null {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return JSON.stringify(value);
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : null;
  if (typeof value !== 'object' || depth > deepest) return null;
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) {
      const one = written(item, depth + 1);
      if (one === null) return null;
      text += text === '' ? one : `,${one}`;
    }
    return `[${text}]`;
  }
  if (!isPlain(value)) return null;
  for (const key of Object.keys(value).sort()) {
    const member = written(value[key], depth + 1);
    if (member === null) return null;
    text += text === '' ? `${JSON.stringify(key)}:${member}` : `,${JSON.stringify(key)}:${member}`;
  }
  return `{${text}}`;
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
