import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CiSettings } from '#adapters/github/settings.ts';
import { MetricsSettings, PrometheusSettings } from '#adapters/prometheus/settings.ts';
import type { Result } from '#shared/contract/result.ts';
import { fail, ok } from '#shared/contract/result.ts';

/** `<home>/settings.json`, written by a person or by the settings screen. A key we do not know is said, not ignored: it is a typing error. */
const Settings = z.strictObject({
  metrics: MetricsSettings.prefault({}),
  /** Without it the desk asks no CI. */
  ci: CiSettings.optional(),
  /** Read after those of KUBECONFIG or ~/.kube/config; none of them with --kubeconfig. */
  kubeconfig: z.strictObject({ files: z.array(z.string().min(1)).default([]) }).prefault({}),
  /** Authorities (PEM) beside the system's, for clusters and metric servers that name none. */
  certificates: z.strictObject({ file: z.string().min(1).optional() }).prefault({}),
});
export type Settings = z.infer<typeof Settings>;

export function settingsPath(home: string): string {
  return join(home, 'settings.json');
}

/** Whether a content is settings; the first thing that is not as it should be. */
export function checkSettings(
  content: unknown,
): { ok: true; value: Settings } | { ok: false; issue: { path: readonly PropertyKey[]; message: string } } {
  const parsed = Settings.safeParse(content);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, issue: issue ?? { path: [], message: 'the settings' } };
}

/** Reads the settings; a missing file means the defaults. Errors: `invalid`, naming the place in the file. */
export async function readSettings(home: string): Promise<Result<Settings>> {
  const whole = await readSettingsFile(home);
  return whole.ok ? ok(whole.value.settings) : whole;
}

/** The settings with the file's content as it was written. */
export async function readSettingsFile(home: string): Promise<Result<{ settings: Settings; content: Readonly<Record<string, unknown>> }>> {
  const file = settingsPath(home);
  const text = await readText(file);
  if (!text.ok) return text;
  const json = parseJson(text.value);
  if (!json.ok)
    return fail('invalid', `${file} is not JSON. Mend it or move it away.`, { field: 'home', upstream: { source: file, text: json.why } });
  const parsed = Settings.safeParse(json.value);
  if (parsed.success) return ok({ settings: parsed.data, content: z.record(z.string(), z.unknown()).parse(json.value) });
  return fail('invalid', `${file} does not say what it should. Mend it or move it away.`, {
    field: 'home',
    upstream: { source: file, text: z.prettifyError(parsed.error) },
  });
}

/**
 * --prometheus URL: this server for every context, in place of what the file says. Credentials and headers of the default
 * server go along only to the same origin: another server must not be told our token.
 */
export function withPrometheus(metrics: MetricsSettings, url: string | null): Result<MetricsSettings> {
  if (url === null) return ok(metrics);
  const { auth, headers, ...rest } = metrics.default ?? {};
  const secrets = metrics.default !== undefined && sameOrigin(metrics.default.url, url) ? { auth, headers } : {};
  const parsed = PrometheusSettings.safeParse({ ...rest, ...secrets, url });
  if (parsed.success) return ok({ default: parsed.data, contexts: {} });
  return fail('invalid', `--prometheus ${url}: ${parsed.error.issues[0]?.message ?? 'not a URL'}.`, { field: 'prometheus' });
}

function sameOrigin(one: string, other: string): boolean {
  return URL.canParse(other) && new URL(one).origin === new URL(other).origin;
}

async function readText(file: string): Promise<Result<string>> {
  try {
    return ok(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ok('{}');
    return fail('storage', `${file} cannot be read.`, { upstream: { source: file, text: String(error) } });
  }
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false; why: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}
