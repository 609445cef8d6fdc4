import { homedir } from 'node:os';
import { isAbsolute, join, normalize } from 'node:path';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { MetricAuth, MetricServerDraft, SettingsChange } from '#shared/domain/connections/settings.ts';
import { checkSettings, type Settings } from './settings-file.ts';

/** What the file says, key by key, as far as this module reads it. */
type Tree = Readonly<Record<string, unknown>>;

/**
 * The settings file's content after one change; what the change is not about stays as it was written. Errors: `invalid`,
 * whose `field` is the draft's (`url`, `template`, `path` …) and whose message says what was expected.
 */
export function changedSettings(content: Tree, now: Settings, change: SettingsChange): Result<{ content: Tree; settings: Settings }> {
  const next = apply(content, now, change);
  if (!next.ok) return next;
  const checked = checkSettings(next.value);
  if (checked.ok) return ok({ content: next.value, settings: checked.value });
  const { path, message } = checked.issue;
  const field = String(path.findLast((part) => typeof part === 'string') ?? 'settings');
  return fail('invalid', `${fieldWords[field] ?? field}: expected ${expectedWords(message)}. Nothing was saved.`, { field });
}

function apply(content: Tree, now: Settings, change: SettingsChange): Result<Tree> {
  if (change.set === 'kubeconfig-file') return withFile(content, now, change);
  if (change.set === 'certificates') {
    if (change.file === null) return ok(without(content, 'certificates'));
    const file = absolutePath(change.file);
    return file === null ? notAbsolute('file', change.file) : ok({ ...content, certificates: { file } });
  }
  const metrics = treeOf(content['metrics']);
  if (change.context === null) {
    if (change.server === null) return ok({ ...content, metrics: without(metrics, 'default') });
    const stored = storedServer(change.server, now.metrics.default?.headers ?? {});
    return stored.ok ? ok({ ...content, metrics: { ...metrics, default: stored.value } }) : stored;
  }
  const contexts = treeOf(metrics['contexts']);
  if (change.server === null) return ok({ ...content, metrics: { ...metrics, contexts: without(contexts, change.context) } });
  const known = Object.hasOwn(now.metrics.contexts, change.context) ? now.metrics.contexts[change.context]?.headers : undefined;
  const stored = storedServer(change.server, known ?? {});
  return stored.ok ? ok({ ...content, metrics: { ...metrics, contexts: { ...contexts, [change.context]: stored.value } } }) : stored;
}

function withFile(content: Tree, now: Settings, { path, present }: Extract<SettingsChange, { set: 'kubeconfig-file' }>): Result<Tree> {
  const file = absolutePath(path);
  if (file === null) return notAbsolute('path', path);
  const files = now.kubeconfig.files;
  if (present && files.includes(file)) return fail('invalid', `${file} is in the settings already.`, { field: 'path' });
  if (!present && !files.includes(file))
    return fail('invalid', `${file} is not in the settings: whoever named it takes it away.`, { field: 'path' });
  return ok({ ...content, kubeconfig: { files: present ? [...files, file] : files.filter((each) => each !== file) } });
}

function storedServer(draft: MetricServerDraft, known: Readonly<Record<string, string>>): Result<Tree> {
  const headers: Record<string, string> = {};
  for (const { name, value } of draft.headers) {
    const kept = value ?? (Object.hasOwn(known, name) ? known[name] : undefined);
    if (kept === undefined)
      return fail('invalid', `Header ${name}: expected a value, since none is set yet. Nothing was saved.`, { field: 'headers' });
    headers[name] = kept;
  }
  return ok({
    url: draft.url.trim(),
    ...(draft.auth.type === 'none' ? {} : { auth: storedAuth(draft.auth) }),
    ...(draft.headers.length === 0 ? {} : { headers }),
    template: draft.template,
    ...(draft.errorTemplate === null ? {} : { errorTemplate: draft.errorTemplate }),
    ...(draft.latencyTemplate === null ? {} : { latencyTemplate: draft.latencyTemplate }),
    window: draft.window.trim(),
  });
}

function storedAuth(auth: Exclude<MetricAuth, { type: 'none' }>): Tree {
  const { secret } = auth;
  const what = auth.type === 'bearer' ? 'token' : 'password';
  const reference =
    secret.from === 'file' ? { [`${what}File`]: absolutePath(secret.path) ?? secret.path } : { [`${what}Env`]: secret.name };
  return auth.type === 'bearer' ? { type: 'bearer', ...reference } : { type: 'basic', username: auth.username, ...reference };
}

/** `~` is this account's folder; a relative path would depend on where the desk was started. */
export function absolutePath(path: string, home: string = homedir()): string | null {
  const whole = path === '~' || /^~[/\\]/.test(path) ? join(home, path.slice(1)) : path;
  return isAbsolute(whole) ? normalize(whole) : null;
}

function notAbsolute(field: string, path: string): Result<never> {
  return fail('invalid', `"${path}": expected a whole path, for example /home/mia/.kube/prod or ~/.kube/prod. Nothing was saved.`, {
    field,
  });
}

const fieldWords: Readonly<Record<string, string>> = {
  url: 'URL',
  window: 'Window',
  template: 'Query for the request rate',
  errorTemplate: 'Query for errors',
  latencyTemplate: 'Query for latencies',
  headers: 'Headers',
  auth: 'Signing in',
};

/** zod says `Invalid …: expected …` or the sentence we gave it. */
function expectedWords(message: string): string {
  return message.replace(/^Invalid [^:]*: (expected )?/, '').replace(/\.$/, '');
}

function treeOf(value: unknown): Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function without(tree: Tree, key: string): Tree {
  return Object.fromEntries(Object.entries(tree).filter(([name]) => name !== key));
}
