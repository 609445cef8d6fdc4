import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { Entry, Kubeconfig } from './kubeconfig.ts';
import { ClusterFields, KubeconfigFile, UserFields } from './kubeconfig-schema.ts';

export type ParseKubeconfig = (file: string, text: string) => Result<Kubeconfig>;

/** `parseKubeconfig` that remembers what it made of each file's last text: the files are read at every question, and YAML is slow. */
export function rememberingParser(): ParseKubeconfig {
  const known = new Map<string, { readonly text: string; readonly config: Result<Kubeconfig> }>();
  return (file, text) => {
    const last = known.get(file);
    if (last?.text === text) return last.config;
    const config = parseKubeconfig(file, text);
    known.set(file, { text, config });
    return config;
  };
}

/**
 * Reads one kubeconfig file's text (YAML 1.1 as kubectl reads it, which includes JSON).
 * Fails as `invalid` with the file, the place (line, or path of the field) and what was expected there.
 */
export function parseKubeconfig(file: string, text: string): Result<Kubeconfig> {
  const document = readYaml(file, text);
  if (!document.ok) return document;
  const parsed = KubeconfigFile.safeParse(document.value);
  if (!parsed.success) return fieldError(file, parsed.error);
  const { clusters = [], users = [], contexts = [] } = parsed.data ?? {};
  const duplicate = firstDuplicate('clusters', clusters) ?? firstDuplicate('users', users) ?? firstDuplicate('contexts', contexts);
  if (duplicate)
    return fail('invalid', `${file}: ${duplicate.field}: the name "${duplicate.name}" stands there twice.`, { field: duplicate.field });
  return ok({
    files: [file],
    currentContext: parsed.data?.['current-context'] ?? null,
    clusters: clusters.map((entry) => entryOf(file, entry.name, entry.cluster ?? ClusterFields.parse({}))),
    users: users.map((entry) => entryOf(file, entry.name, entry.user ?? UserFields.parse({}))),
    contexts: contexts.map((entry) => entryOf(file, entry.name, entry.context ?? { cluster: null, user: null, namespace: null })),
  });
}

function entryOf<F>(file: string, name: string, fields: F): Entry<F> {
  return { name, file, fields };
}

function readYaml(file: string, text: string): Result<unknown> {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      version: '1.1',
      merge: true,
      prettyErrors: false,
      logLevel: 'error',
      // kubectl knows neither of these two: a password `12:30` and a namespace `2026-01-02` stay text.
      customTags: (tags) =>
        tags.filter((tag) => typeof tag === 'string' || !(tag.format === 'TIME' || tag.tag === 'tag:yaml.org,2002:timestamp')),
    });
    const error = document.errors[0];
    if (error) {
      const { line, col } = lines.linePos(error.pos[0]);
      return fail('invalid', `${file}, line ${line}, column ${col}: ${error.message}. Expected a kubeconfig in YAML or JSON.`, {
        field: `line ${line}`,
      });
    }
    const value: unknown = document.toJS();
    return ok(value);
  } catch (error) {
    return fail('invalid', `${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function fieldError(file: string, error: z.ZodError): Result<never> {
  const issue = error.issues[0];
  const field = fieldPath(issue?.path ?? []);
  return fail('invalid', `${file}: ${field === '' ? 'the file' : field}: ${issue?.message ?? 'not a kubeconfig'}.`, { field });
}

/** `users[3].user.exec.args`, the way jq and kubectl's jsonpath write it. */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}${text === '' ? '' : '.'}${String(part)}`),
    '',
  );
}

function firstDuplicate(list: string, entries: readonly { name: string }[]): { field: string; name: string } | null {
  const seen = new Set<string>();
  for (const [index, { name }] of entries.entries()) {
    if (seen.has(name)) return { field: `${list}[${index}].name`, name };
    seen.add(name);
  }
  return null;
}
