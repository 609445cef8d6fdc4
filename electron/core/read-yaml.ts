import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** Where a file is wrong and what was expected there. */
export interface FileProblem {
  readonly file: string;
  /** From 1; 1 where the place is not known. */
  readonly line: number;
  /** The path of keys, `trains.shop.cut.at`; empty for the whole file. */
  readonly field: string;
  readonly text: string;
}

/** A value with the way back to its lines, or what is wrong. */
export type ReadYaml<T> =
  | { readonly ok: true; readonly value: T; problemAt(path: readonly PropertyKey[], text: string): FileProblem }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** Files people write by hand are small: what is larger is a mistake, or meant to hurt. */
const longest = 1_000_000;
const aliases = 100;

/** Reads one YAML document into a shape. Aliases that grow into more than they say are refused. */
export function readYaml<T>(file: string, text: string, shape: z.ZodType<T>): ReadYaml<T> {
  const whole = (line: number, words: string): ReadYaml<T> => ({ ok: false, problems: [{ file, line, field: '', text: words }] });
  if (text.length > longest) return whole(1, `expected at most ${longest} characters, there are ${text.length}`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken !== undefined) return whole(lines.linePos(broken.pos[0]).line, broken.message);
  const plain = toPlain(() => document.toJS({ maxAliasCount: aliases }));
  if (!plain.ok) return whole(1, plain.why);
  const parsed = shape.safeParse(plain.value);

  /** The line of what the path names, or of the nearest thing around it that is there. */
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true);
      if (isRanged(node)) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const problemAt = (path: readonly PropertyKey[], words: string) => ({ file, line: lineOf(path), field: fieldOf(path), text: words });
  if (parsed.success) return { ok: true, value: parsed.data, problemAt };
  return { ok: false, problems: parsed.error.issues.map((issue) => problemAt(issue.path, expectation(issue))) };
}

/** `timetable.yaml:12: trains.shop.cut.at: expected a time of day` */
export function problemText({ file, line, field, text }: FileProblem): string {
  return `${file}:${line}: ${field === '' ? '' : `${field}: `}${text}`;
}

function toPlain(read: () => unknown): { ok: true; value: unknown } | { ok: false; why: string } {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}

function isRanged(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

function fieldOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `there is no key ${issue.keys.join(', ')} here`;
  if (issue.code === 'invalid_key') return `expected ${issue.issues[0]?.message ?? 'another key'}`;
  const words = issue.message.replace(/^Invalid (input|option): /, '');
  return words.startsWith('expected') ? words : `expected ${words}`;
}
