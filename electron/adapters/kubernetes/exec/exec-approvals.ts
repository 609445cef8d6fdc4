import { createHash } from 'node:crypto';
import type { Result } from '#shared/contract/result.ts';
import type { ExecConfig } from '../kubeconfig/exec-config.ts';
import type { ResolvedContext } from '../kubeconfig/resolve-context.ts';

/** A program a kubeconfig wants to run, as a person is asked about it. */
export interface ExecCommand {
  /** As one would type it, environment first. Values of the environment are not shown: they may be secrets. */
  readonly commandLine: string;
  /** Changes with the command, its arguments, its environment and the cluster it gets credentials for. */
  readonly fingerprint: string;
}

/** What a person has allowed to run on this desk. A kubeconfig is data from elsewhere, and its plugins are code. */
export interface ExecApprovals {
  isApproved(fingerprint: string): Promise<boolean>;
  /** `storage` when it cannot be remembered. */
  approve(approval: ExecCommand & { readonly context: string; readonly at: number }): Promise<Result<void>>;
}

/** The command a context would run for its credentials; null where it runs none. */
export function execCommandOf(context: ResolvedContext): ExecCommand | null {
  return context.user.method.type === 'exec' ? execCommand(context.user.method.exec, context.cluster.server) : null;
}

export function execCommand(exec: ExecConfig, server: string): ExecCommand {
  const env = exec.env.map(({ name, value }) => [name, value]).toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1));
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([exec.command, exec.args, env, server]))
    .digest('hex');
  const commandLine = [...env.map(([name]) => `${name}=…`), ...[exec.command, ...exec.args].map(quoted)].join(' ');
  return { commandLine, fingerprint };
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
