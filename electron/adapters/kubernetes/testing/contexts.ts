import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import type { Result } from '#shared/contract/result.ts';
import { type ApiClient, createApiClient } from '../api-client.ts';
import type { ExecApprovals } from '../exec/exec-approvals.ts';
import type { ExecDeps } from '../exec/exec-plugin.ts';
import { parseKubeconfig } from '../kubeconfig/parse-kubeconfig.ts';
import { type ResolvedContext, resolveContext } from '../kubeconfig/resolve-context.ts';
import { type Deadlines, usualDeadlines } from '../transport/deadlines.ts';
import { fastClock } from './clocks.ts';

export const silentLog: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** The value of a Result that must be good; the test fails with its message otherwise. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.message} ${result.error.upstream?.text ?? ''}`);
  return result.value;
}

/** The Failure of a Result that must have failed. */
export function errorOf(result: Result<unknown>) {
  if (result.ok) throw new Error('expected a failure');
  return result.error;
}

/** A context named `test` with these cluster and user fields, as a kubeconfig in `file` would give it. */
export function contextOf(cluster: object, user: object = {}, file = '/nowhere/config'): Result<ResolvedContext> {
  const text = JSON.stringify({
    clusters: [{ name: 'c', cluster }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'test', context: { cluster: 'c', user: 'u' } }],
  });
  const kubeconfig = parseKubeconfig(file, text);
  return kubeconfig.ok ? resolveContext(kubeconfig.value, 'test') : kubeconfig;
}

export const approveAll: ExecApprovals = { isApproved: async () => true, approve: async () => ({ ok: true, value: undefined }) };

export function execDeps(more: Partial<ExecDeps> = {}): ExecDeps {
  return { approvals: approveAll, path: async () => process.env['PATH'] ?? '', env: {}, terminal: false, ...more };
}

export interface TestClientOptions {
  readonly user?: object;
  readonly cluster?: object;
  readonly clock?: Clock;
  readonly exec?: ExecDeps;
  readonly deadlines?: Partial<Deadlines>;
  readonly authorities?: () => readonly string[];
}

/** A client of the server at `url`. */
export function clientOf(url: string, options: TestClientOptions = {}): ApiClient {
  const context = valueOf(contextOf({ server: url, ...options.cluster }, options.user));
  return createApiClient(context, {
    clock: options.clock ?? fastClock(),
    log: silentLog,
    exec: options.exec ?? execDeps(),
    deadlines: { ...usualDeadlines, ...options.deadlines },
    ...(options.authorities === undefined ? {} : { authorities: options.authorities }),
  });
}

/** A new empty folder, gone when the test is over. */
export async function temporaryFolder(): Promise<{ readonly path: string; readonly [Symbol.asyncDispose]: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'rcc-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** A signal that never fires. */
export function forever(): AbortSignal {
  return new AbortController().signal;
}
