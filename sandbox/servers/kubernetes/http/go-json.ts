/** Where Go's JSON scanner stops at `text` and what it says there; null for valid JSON. */
export function goJsonError(text: string): string | null {
  let at = 0;
  const end = 'unexpected end of JSON input';

  const skip = () => {
    while (at < text.length && ' \t\r\n'.includes(text[at] ?? '')) at += 1;
  };
  // At the end Go's scanner is given one space more, which most states take and some do not.
  const badOrSpace = (where: string) => (at >= text.length ? `invalid character ' ' ${where}` : bad(where));
  const bad = (where: string) =>
    at >= text.length ? end : `invalid character ${quote(String.fromCodePoint(text.codePointAt(at) ?? 0))} ${where}`;

  function string(): string | null {
    for (at += 1; at < text.length; at += 1) {
      const char = text[at] ?? '';
      if (char === '"') {
        at += 1;
        return null;
      }
      if (char < ' ') return bad('in string literal');
      if (char !== '\\') continue;
      at += 1;
      if (text[at] === 'u') {
        for (let digits = 0; digits < 4; digits += 1) {
          at += 1;
          if (!/[0-9a-fA-F]/.test(text[at] ?? '')) return badOrSpace('in \\u hexadecimal character escape');
        }
      } else if (!/["\\/bfnrt]/.test(text[at] ?? '')) return badOrSpace('in string escape code');
    }
    return end;
  }

  function literal(word: string): string | null {
    for (const expected of word) {
      if (text[at] !== expected) return badOrSpace(`in literal ${word} (expecting ${quote(expected)})`);
      at += 1;
    }
    return null;
  }

  function number(): string | null {
    const digits = (where: string) => {
      if (!/\d/.test(text[at] ?? '')) return badOrSpace(where);
      while (/\d/.test(text[at] ?? '')) at += 1;
      return null;
    };
    if (text[at] === '-') at += 1;
    const first = text[at] === '0' ? ((at += 1), null) : digits('in numeric literal');
    if (first) return first;
    if (text[at] === '.') {
      at += 1;
      const fraction = digits('after decimal point in numeric literal');
      if (fraction) return fraction;
    }
    if (text[at] !== 'e' && text[at] !== 'E') return null;
    at += 1;
    if (text[at] === '+' || text[at] === '-') at += 1;
    return digits('in exponent of numeric literal');
  }

  function value(depth: number): string | null {
    skip();
    const char = text[at] ?? '';
    if (depth > 10_000) return 'exceeded max depth';
    if (char === '{') return container(depth, '}', true);
    if (char === '[') return container(depth, ']', false);
    if (char === '"') return string();
    if (char === 't') return literal('true');
    if (char === 'f') return literal('false');
    if (char === 'n') return literal('null');
    return char === '-' || /\d/.test(char) ? number() : bad('looking for beginning of value');
  }

  function container(depth: number, close: string, keyed: boolean): string | null {
    at += 1;
    skip();
    if (text[at] === close) {
      at += 1;
      return null;
    }
    for (;;) {
      if (keyed) {
        skip();
        if (text[at] !== '"') return bad('looking for beginning of object key string');
        const key = string();
        if (key) return key;
        skip();
        if (text[at] !== ':') return bad('after object key');
        at += 1;
      }
      const inner = value(depth + 1);
      if (inner) return inner;
      skip();
      if (text[at] === close) {
        at += 1;
        return null;
      }
      if (text[at] !== ',') return bad(keyed ? 'after object key:value pair' : 'after array element');
      at += 1;
    }
  }

  const wrong = value(0);
  if (wrong) return wrong;
  skip();
  return at < text.length ? bad('after top-level value') : null;
}

function quote(char: string): string {
  if (char === "'") return "'\\''";
  if (char === '"') return `'"'`;
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20 || (code >= 0x7f && code < 0xa0))
    return `'\\${code < 0x80 ? `x${code.toString(16).padStart(2, '0')}` : `u${code.toString(16).padStart(4, '0')}`}'`;
  return `'${char}'`;
}
