import type { MetricsSettings, PrometheusSettings } from '#adapters/prometheus/settings.ts';
import { inspectKubeconfig, inspectKubeconfigs } from '#adapters/kubernetes/kubeconfig/inspect-kubeconfigs.ts';
import type { KubeconfigPlaces } from '#adapters/kubernetes/kubeconfig/load-kubeconfig.ts';
import { replaceFile } from '#adapters/system/replace-file.ts';
import type { HostSettings, SettingsStore } from '#core/ports/settings.ts';
import type { Failure } from '#shared/contract/result.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { MetricServerView, SettingsChange } from '#shared/domain/connections/settings.ts';
import { allAuthorities, readCertificates } from './certificates.ts';
import { absolutePath, changedSettings } from './change-settings.ts';
import { readSettingsFile, type Settings, settingsPath, withPrometheus } from './settings-file.ts';
import { storedIn } from './stored.ts';

export interface OpenSettings extends SettingsStore {
  /** As they count now: what is asked next goes by them. */
  metrics(): MetricsSettings;
  /** The desk's own authorities, PEM each. */
  certificates(): readonly string[];
  /** All that a server which names no authority may be signed by; null: only the usual. */
  authorities(): readonly string[] | null;
  readonly kubeconfig: KubeconfigPlaces;
}

export interface SettingsNeeds {
  readonly home: string;
  /** --prometheus */
  readonly prometheusUrl: string | null;
  /** Where kubeconfigs are without these settings. */
  readonly kubeconfig: Omit<KubeconfigPlaces, 'further'>;
}

/** The settings of one home, read once and then again at each question about them. Errors: `invalid` for the file or --prometheus. */
export async function openSettings({ home, prometheusUrl, kubeconfig }: SettingsNeeds): Promise<Result<OpenSettings>> {
  const file = settingsPath(home);
  const first = await readSettingsFile(home);
  if (!first.ok) return first;
  let now = first.value.settings;
  let metrics: MetricsSettings = { contexts: {} };
  let own: readonly string[] = [];
  let trusted: readonly string[] | null = null;
  let certificateProblem: Failure | null = null;
  let writing: Promise<unknown> = Promise.resolve();

  async function adopt(settings: Settings): Promise<Result<void>> {
    const asked = withPrometheus(settings.metrics, prometheusUrl);
    if (!asked.ok) return asked;
    const read = settings.certificates.file === undefined ? ok([]) : await readCertificates(settings.certificates.file);
    now = settings;
    metrics = asked.value;
    own = read.ok ? read.value : [];
    trusted = own.length === 0 ? null : allAuthorities(own);
    certificateProblem = read.ok ? null : read.error;
    return ok(undefined);
  }
  const adopted = await adopt(now);
  if (!adopted.ok) return adopted;

  const places: KubeconfigPlaces = { ...kubeconfig, further: () => now.kubeconfig.files };

  async function read(): Promise<Result<HostSettings>> {
    return ok({
      file,
      kubeconfigs: [...(await inspectKubeconfigs(places))],
      filesIgnored: kubeconfig.files !== null ? '--kubeconfig names the files of this desk.' : null,
      metrics: {
        default: now.metrics.default === undefined ? null : viewOf(now.metrics.default),
        contexts: Object.fromEntries(Object.entries(now.metrics.contexts).map(([name, server]) => [name, viewOf(server)])),
        overridden: prometheusUrl,
      },
      certificates: {
        file: now.certificates.file ?? null,
        count: now.certificates.file === undefined || certificateProblem !== null ? null : own.length,
        problem: certificateProblem,
      },
      stored: await storedIn(home),
    });
  }

  /** What cannot be seen in the file itself: that a named file is there and what it should be. */
  async function checkFiles(change: SettingsChange): Promise<Result<void>> {
    if (change.set === 'certificates' && change.file !== null) {
      const found = await readCertificates(absolutePath(change.file) ?? change.file);
      return found.ok ? ok(undefined) : found;
    }
    if (change.set !== 'kubeconfig-file' || !change.present) return ok(undefined);
    const path = absolutePath(change.path) ?? change.path;
    const found = await inspectKubeconfig(path, 'settings');
    if (found.state === 'missing') return fail('invalid', `${path} does not exist. Nothing was saved.`, { field: 'path' });
    if (found.problem !== null) return { ok: false, error: { ...found.problem, field: 'path' } };
    return found.contexts.length > 0
      ? ok(undefined)
      : fail('invalid', `${path} names no context: expected a kubeconfig. Nothing was saved.`, { field: 'path' });
  }

  async function next(change: SettingsChange) {
    const current = await readSettingsFile(home);
    if (!current.ok) return current;
    const changed = changedSettings(current.value.content, current.value.settings, change);
    if (!changed.ok) return changed;
    const files = await checkFiles(change);
    return files.ok ? changed : files;
  }

  async function write(change: SettingsChange): Promise<Result<HostSettings>> {
    const changed = await next(change);
    if (!changed.ok) return changed;
    const written = await replaceFile(file, JSON.stringify(changed.value.content, null, 2));
    if (!written.ok) return written;
    const counts = await adopt(changed.value.settings);
    return counts.ok ? read() : counts;
  }

  return ok({
    metrics: () => metrics,
    certificates: () => own,
    authorities: () => trusted,
    kubeconfig: places,
    read,
    async check(change) {
      const changed = await next(change);
      return changed.ok ? ok(undefined) : changed;
    },
    save(change) {
      // One after the other: each starts from what the one before has written.
      const written = writing.then(() => write(change));
      writing = written;
      return written;
    },
  });
}

/** A metric server without its secrets: where they lie, and the names of headers. */
function viewOf({ url, auth, headers, template, errorTemplate, latencyTemplate, window }: PrometheusSettings): MetricServerView {
  const reference = (path: string | undefined, name = '') =>
    path === undefined ? { from: 'environment' as const, name } : { from: 'file' as const, path };
  return {
    url,
    auth:
      auth.type === 'none'
        ? auth
        : auth.type === 'bearer'
          ? { type: 'bearer', secret: reference(auth.tokenFile, auth.tokenEnv) }
          : { type: 'basic', username: auth.username, secret: reference(auth.passwordFile, auth.passwordEnv) },
    headers: Object.keys(headers),
    template,
    errorTemplate: errorTemplate ?? null,
    latencyTemplate: latencyTemplate ?? null,
    window,
  };
}
