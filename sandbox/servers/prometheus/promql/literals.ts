const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/** Milliseconds of `1h30m`, or of a plain number of seconds. null: neither. */
export function durationOf(text: string): number | null {
  if (/^(\d+(ms|[smhdwy]))+$/.test(text)) {
    let total = 0;
    for (const [, digits, unit] of text.matchAll(/(\d+)(ms|[smhdwy])/g)) total += Number(digits) * (units[unit ?? ''] ?? 0);
    return total;
  }
  const seconds = numberOf(text);
  return Number.isFinite(seconds) ? seconds * 1_000 : null;
}

/** A PromQL number: decimal, exponent, hexadecimal, Inf, NaN, `_` between digits, or a duration in seconds. NaN for what is none of them too. */
export function numberOf(text: string): number {
  const bare = text.replaceAll('_', '').toLowerCase();
  const sign = bare.startsWith('-') ? -1 : 1;
  const body = bare.replace(/^[-+]/, '');
  if (body === 'inf') return sign * Infinity;
  if (/\d(ms|[smhdwy])/.test(body) && !body.startsWith('0x')) return (sign * (durationOf(body) ?? Number.NaN)) / 1_000;
  return sign * Number(body === '' ? Number.NaN : body);
}

const escapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/** A quoted PromQL string (Go's escapes) without its quotes; null when an escape is none of Go's or the string does not end. */
export function unquote(literal: string): string | null {
  const quote = literal.charAt(0);
  if (literal.length < 2 || !literal.endsWith(quote)) return null;
  const body = literal.slice(1, -1);
  if (quote === '`') return body;
  let broken = /(^|[^\\])(\\\\)*\\$/.test(body) || body.includes('\n');
  const text = body.replaceAll(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([^]))/g,
    (
      _,
      hex: string | undefined,
      short: string | undefined,
      long: string | undefined,
      octal: string | undefined,
      one: string | undefined,
    ) => {
      const digits = hex ?? short ?? long;
      const code = digits === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(digits, 16);
      if (Number.isNaN(code)) {
        const plain = escapes[one ?? ''];
        // Go refuses the other kind of quote inside a string: \' is an error between double quotes.
        if (plain === undefined || ((one === '"' || one === "'") && one !== quote)) broken = true;
        return plain ?? '';
      }
      if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) broken = true;
      return broken ? '' : String.fromCodePoint(code);
    },
  );
  return broken ? null : text;
}
