import { fail, ok, type Result } from '#shared/contract/result.ts';
import { upstreamText } from '#shared/contract/upstream-text.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { ClusterAccess } from '../kubeconfig/cluster-access.ts';
import type { ExecConfig } from '../kubeconfig/exec-config.ts';
import { type ExecApprovals, execCommand } from './exec-approvals.ts';
import { type ExecCredential, parseExecCredential } from './exec-credential.ts';
import { definedOnly } from './login-shell-path.ts';
import { type ProcessOutcome, runProcess } from './run-process.ts';

export interface ExecDeps {
  readonly approvals: ExecApprovals;
  /** PATH for the plugin; see createLoginShellPath. */
  readonly path: () => Promise<string>;
  /** The host's environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a person sits at this process's terminal. */
  readonly terminal: boolean;
  /** 20 s unless told. */
  readonly timeoutMs?: number;
}

export interface ExecRun {
  readonly exec: ExecConfig;
  readonly cluster: ClusterAccess;
  /** PEM of the cluster's authority, for provideClusterInfo. */
  readonly authority: string | null;
  readonly context: string;
}

/** Runs a credential plugin once, if a person has approved its command line. Stops it when the signal fires. */
export async function runExecPlugin(run: ExecRun, deps: ExecDeps, clock: Clock, signal: AbortSignal): Promise<Result<ExecCredential>> {
  const { exec } = run;
  const { commandLine, fingerprint } = execCommand(exec, run.cluster.server);
  if (!(await deps.approvals.isApproved(fingerprint))) {
    return fail(
      'approval-needed',
      `The kubeconfig wants to run \`${commandLine}\` to sign in to ${run.context}. Allow it once with \`rcc connections approve ${run.context}\`.`,
    );
  }
  if (exec.interactiveMode === 'Always' && !deps.terminal) {
    return fail(
      'unauthenticated',
      `The credential plugin ${exec.command} needs a terminal (interactiveMode: Always), and there is none here. Run rcc in a terminal, or set interactiveMode to IfAvailable.`,
    );
  }
  const terminal = deps.terminal && exec.interactiveMode !== 'Never';
  const env = {
    ...definedOnly(deps.env),
    PATH: await deps.path(),
    ...Object.fromEntries(exec.env.map(({ name, value }) => [name, value])),
    KUBERNETES_EXEC_INFO: JSON.stringify(execInfo(run, terminal)),
  };
  const timeoutMs = deps.timeoutMs ?? 20_000;
  const outcome = await runProcess({ command: exec.command, args: exec.args, env, terminal, timeoutMs }, clock, signal);
  if (signal.aborted) return fail('cancelled', 'The connection was closed while its credential plugin ran.');
  return judge(exec, outcome, timeoutMs);
}

function judge(exec: ExecConfig, outcome: ProcessOutcome, timeoutMs: number): Result<ExecCredential> {
  const source = `exec ${exec.command}`;
  if (outcome.type === 'not-started') {
    const hint = exec.installHint === null ? '' : ` ${upstreamText(exec.installHint)}`;
    const what = outcome.missing ? 'is not installed, or not in PATH' : 'could not be started';
    return fail('unauthenticated', `The credential plugin ${exec.command} ${what}.${hint}`, { upstream: { source, text: outcome.text } });
  }
  const words = upstreamText(outcome.stderr);
  if (outcome.type === 'timed-out') {
    const more = words === '' ? {} : { upstream: { source, text: words } };
    return fail(
      'unauthenticated',
      `The credential plugin ${exec.command} did not finish within ${timeoutMs / 1000} s and was stopped.`,
      more,
    );
  }
  if (outcome.code !== 0) {
    const end = outcome.code === null ? 'was killed' : `failed with exit code ${outcome.code}`;
    const upstream = { source, text: words, ...(outcome.code === null ? {} : { status: outcome.code }) };
    return fail('unauthenticated', `The credential plugin ${exec.command} ${end}.`, { upstream });
  }
  const parsed = parseExecCredential(exec.command, exec.apiVersion, outcome.stdout, outcome.stderr);
  return parsed.ok ? ok(parsed.value) : parsed;
}

function execInfo({ exec, cluster, authority }: ExecRun, interactive: boolean): unknown {
  const info = {
    server: cluster.server,
    ...(cluster.tlsServerName === null ? {} : { 'tls-server-name': cluster.tlsServerName }),
    ...(cluster.insecure ? { 'insecure-skip-tls-verify': true } : {}),
    ...(authority === null ? {} : { 'certificate-authority-data': Buffer.from(authority).toString('base64') }),
    ...(cluster.proxyUrl === null ? {} : { 'proxy-url': cluster.proxyUrl }),
    config: cluster.execConfig,
  };
  return {
    apiVersion: exec.apiVersion,
    kind: 'ExecCredential',
    spec: { interactive, ...(exec.provideClusterInfo ? { cluster: info } : {}) },
  };
}
