import type { MatchOperator, Matcher } from './ast.ts';

/** null: the regular expression is none. RE2 and JavaScript agree on what queries over labels use; `(?i)` at the start is translated. */
export function createMatcher(label: string, operator: MatchOperator, value: string): Matcher | null {
  if (operator === '=') return { label, operator, value, matches: (text) => text === value };
  if (operator === '!=') return { label, operator, value, matches: (text) => text !== value };
  const expression = anchored(value);
  if (!expression) return null;
  const wanted = operator === '=~';
  const plain = literalPrefix(value);
  // A prefix that is plain text settles most labels without the regular expression.
  return { label, operator, value, matches: (text) => (text.startsWith(plain) && expression.test(text)) === wanted };
}

/** The whole text must match, as everywhere in Prometheus. */
export function anchored(source: string): RegExp | null {
  const flags = /^\(\?([ims]+)\)/.exec(source);
  try {
    return new RegExp(`^(?:${source.slice(flags?.[0].length ?? 0)})$`, `u${flags?.[1] ?? 's'}`);
  } catch {
    return lenient(source);
  }
}

/** RE2 lets any punctuation be escaped; JavaScript's Unicode mode does not. */
function lenient(source: string): RegExp | null {
  try {
    return new RegExp(`^(?:${source})$`, 's');
  } catch {
    return null;
  }
}

function literalPrefix(source: string): string {
  const prefix = /^[\w-]*/.exec(source)?.[0] ?? '';
  if (source.includes('|')) return '';
  // The last character may belong to what follows it: `ab*` begins with a only.
  return prefix.length === source.length ? prefix : prefix.slice(0, -1);
}
