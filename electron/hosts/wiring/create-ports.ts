import { homedir } from 'node:os';
import { join } from 'node:path';
import { createKubernetesClusters } from '#adapters/cluster/kubernetes-clusters.ts';
import { createFileExecApprovals } from '#adapters/kubernetes/exec/file-exec-approvals.ts';
import { createLoginShellPath } from '#adapters/kubernetes/exec/login-shell-path.ts';
import { createPinoLog } from '#adapters/log/pino-log.ts';
import { createProcesses } from '#adapters/process/processes.ts';
import { createPrometheusMetrics } from '#adapters/prometheus/prometheus-metrics.ts';
import { createFolderReleaseFiles } from '#adapters/release-files/folder-release-files.ts';
import { createSandboxControl } from '#adapters/sandbox/sandbox-control.ts';
import { openAuditStore } from '#adapters/sqlite/audit-store.ts';
import { openRecords } from '#adapters/sqlite/records-store.ts';
import { createRandomIds } from '#adapters/system/random-ids.ts';
import { sha256Hex } from '#adapters/system/sha256.ts';
import { createSystemClock } from '#adapters/system/system-clock.ts';
import type { Ports } from '#core/core.ts';
import type { Worlds } from '#core/ports/worlds.ts';
import type { Result } from '#shared/contract/result.ts';
import { ok } from '#shared/contract/result.ts';
import { withCurrentContext } from './current-context.ts';
import { faultInjection } from './fault-injection.ts';
import { makeHome } from './home.ts';
import { homePath } from './home-path.ts';
import type { Env, HostOptions } from './host-options.ts';
import { openCi } from './open-ci.ts';
import { readSettings } from './settings-file.ts';
import { openSettings } from './settings-store.ts';
import { unavailableAuditStore } from './unavailable-audit-store.ts';
import { unavailableRecords } from './unavailable-records.ts';

/**
 * The real world as the core sees it; `Core.stop` closes it. Nothing is sent anywhere. An audit log that cannot be opened is
 * no failure here: the desk shows, refuses every act and says why. Errors: `storage` for a home that cannot be made,
 * `invalid` for settings.json or --prometheus.
 */
export async function createPorts(options: HostOptions, env: Env = process.env, worlds: Worlds | null = null): Promise<Result<Ports>> {
  const clock = createSystemClock();
  const log = createPinoLog(options.logLevel);
  const home = await makeHome(homePath(options.home, env));
  if (!home.ok) return home;
  const opened = await openSettings({
    home: home.value,
    prometheusUrl: options.prometheusUrl,
    kubeconfig: { files: options.kubeconfigFiles, env, homeDir: homedir() },
  });
  if (!opened.ok) return opened;
  const settings = opened.value;
  const written = await readSettings(home.value);
  if (!written.ok) return written;
  const { authorities } = settings;
  const ci = openCi({ options, home: home.value, settings: written.value.ci, env, authorities, clock, log });
  if (!ci.ok) return ci;
  const auditStore = await openAuditStore({ home: home.value, clock, log, stays: options.automates ?? false });
  if (!auditStore.ok) log.error('The audit log cannot be opened: every act is refused', { error: auditStore.error });

  const records = await openRecords({ home: options.recordsHome ?? home.value, clock });
  if (!records.ok) log.error('The record of trains and incidents cannot be opened: they are refused', { error: records.error });

  const clusters = createKubernetesClusters({
    kubeconfig: settings.kubeconfig,
    authorities: settings.certificates,
    clock,
    log,
    exec: {
      approvals: createFileExecApprovals(join(home.value, 'exec-approvals.json')),
      path: createLoginShellPath({ env, clock, log }),
      env,
      terminal: process.stdin.isTTY && process.stderr.isTTY,
    },
    random: Math.random,
  });
  return ok({
    clusters: withCurrentContext(clusters, options.context),
    metrics: createPrometheusMetrics({ settings: settings.metrics, authorities: settings.authorities, clock, log }),
    settings,
    worlds,
    ...ci.value,
    sandbox: options.sandboxControl === null ? null : createSandboxControl(options.sandboxControl),
    auditStore: auditStore.ok ? auditStore.value : unavailableAuditStore(auditStore.error),
    records: records.ok ? records.value : unavailableRecords(records.error),
    releaseFiles: createFolderReleaseFiles(options.release ?? join(home.value, 'release'), clock),
    automates: options.automates ?? false,
    sha256: sha256Hex,
    processes: createProcesses(),
    clock,
    ids: createRandomIds(),
    log,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    reached: faultInjection(env, log),
  });
}
