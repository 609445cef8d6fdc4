/** Whether an object's labels fit. */
export type LabelMatch = (labels: { readonly [key: string]: string }) => boolean;
export type ParsedSelector = { readonly ok: true; readonly match: LabelMatch } | { readonly ok: false; readonly message: string };

type Requirement = (labels: { readonly [key: string]: string }) => boolean;

const operators = 'in, notin, =, ==, !=, gt, lt';

/** Reads a label selector with every operator, and says what is wrong with one in the API server's words. */
export function parseLabelSelector(text: string): ParsedSelector {
  const tokens = lex(text);
  let at = 0;
  const peek = () => tokens[at] ?? '';
  const take = () => tokens[at++] ?? '';
  const requirements: Requirement[] = [];
  const wrong = (message: string) => ({ ok: false, message }) as const;

  if (peek() === '') return { ok: true, match: () => true };
  for (;;) {
    const first = peek();
    if (first !== '!' && !isWord(first)) return wrong(`found '${first}', expected: !, identifier, or 'end of string'`);
    const read = requirement();
    if (typeof read === 'string') return wrong(`unable to parse requirement: ${read}`);
    requirements.push(read);
    const next = take();
    if (next === '') return { ok: true, match: (labels) => requirements.every((each) => each(labels)) };
    if (next !== ',') return wrong(`found '${next}', expected: ',' or 'end of string'`);
    if (peek() !== '!' && !isWord(peek())) return wrong(`found '${peek()}', expected: identifier after ','`);
  }

  function requirement(): Requirement | string {
    const negated = peek() === '!';
    if (negated) take();
    const key = take();
    if (!isWord(key)) return `found '${key}', expected: identifier`;
    if (negated) return (labels) => labels[key] === undefined;
    if (peek() === '' || peek() === ',') return (labels) => labels[key] !== undefined;
    const operator = take();
    if (operator === 'in' || operator === 'notin') {
      const values = list();
      if (typeof values === 'string') return values;
      return operator === 'in'
        ? (labels) => labels[key] !== undefined && values.has(labels[key])
        : (labels) => labels[key] === undefined || !values.has(labels[key]);
    }
    if (!['=', '==', '!=', '>', '<'].includes(operator)) return `found '${operator}', expected: ${operators}`;
    const value = peek() === '' || peek() === ',' ? '' : take();
    if (value !== '' && !isWord(value)) return `found '${value}', expected: identifier`;
    return compare(key, operator, value);
  }

  function list(): Set<string> | string {
    const open = take();
    if (open !== '(') return `found '${open}' expected: '('`;
    const values = new Set<string>();
    if (peek() === ')') {
      take();
      return values.add('');
    }
    for (;;) {
      values.add(isWord(peek()) ? take() : '');
      const next = take();
      if (next === ')') return values;
      if (next !== ',') return `found '${next}', expected: ',' or ')'`;
    }
  }
}

function compare(key: string, operator: string, value: string): Requirement {
  if (operator === '!=') return (labels) => labels[key] !== value;
  if (operator === '>' || operator === '<') {
    return (labels) => {
      const number = Number(labels[key] ?? Number.NaN);
      return operator === '>' ? number > Number(value) : number < Number(value);
    };
  }
  return (labels) => labels[key] === value;
}

function isWord(token: string): boolean {
  return token !== '' && !/^[=!<>(),]/.test(token);
}

function lex(text: string): string[] {
  return text.match(/==|!=|[=!<>(),]|[^\s=!<>(),]+/g) ?? [];
}
