import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

export type ReadYaml<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly string[] };

/** Reads YAML into a shape. Each problem says the file, the line and what was expected there: `shop.yaml:12: services[3].peakRps: …`. */
export function readYaml<T>(file: string, text: string, shape: z.ZodType<T>): ReadYaml<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return { ok: false, problems: document.errors.map(({ pos, message }) => `${file}:${lines.linePos(pos[0]).line}: ${message}`) };
  }
  let plain: unknown;
  try {
    plain = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return { ok: false, problems: [`${file}:1: ${error instanceof Error ? error.message : String(error)}`] };
  }
  const parsed = shape.safeParse(plain);
  if (parsed.success) return { ok: true, value: parsed.data };

  /** The line of what the path names, or of the nearest thing around it that is there. */
  function lineOf(path: readonly PropertyKey[]): number {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true);
      if (isRanged(node)) return lines.linePos(node.range[0]).line;
    }
    return 1;
  }
  return {
    ok: false,
    problems: parsed.error.issues.map((issue) => `${file}:${lineOf(issue.path)}: ${place(issue.path)}${expectation(issue)}`),
  };
}

function isRanged(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

function place(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text === '' ? '' : `${text.replace(/^\./, '')}: `;
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_format' && issue.format === 'regex') return `expected ${issue.message}`;
  if (issue.code === 'custom') return `expected ${issue.message}`;
  if (issue.code === 'unrecognized_keys') return `unknown ${issue.keys.join(', ')}`;
  return issue.message.replace(/^Invalid (input|option): /, '');
}
