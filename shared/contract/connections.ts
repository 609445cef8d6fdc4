import { z } from 'zod';
import { ContextRights } from '../domain/connections/access.ts';
import { CiConnection } from '../domain/connections/ci-connection.ts';
import { MetricsTest } from '../domain/connections/metrics-test.ts';
import { SettingsChange, SettingsView } from '../domain/connections/settings.ts';
import { SandboxOrder, SandboxState } from '../domain/connections/sandbox.ts';
import { Identity } from '../domain/policy/rights.ts';
import { command, live, query } from './procedure.ts';
import { Failure } from './result.ts';

/**
 * idle: in the kubeconfig, nobody looks at it, nothing was sent. reading: some of its workloads are known, the rest is still being
 * read. live: all of them are, vouched for within two periods. silent: was live, now is not; `error` says why and the desk retries by
 * itself. failed: never came up, or cannot.
 */
export const ConnectionStatus = z.enum(['idle', 'connecting', 'reading', 'live', 'silent', 'failed', 'approval-needed']);
export type ConnectionStatus = z.infer<typeof ConnectionStatus>;

export const Connection = z.object({
  context: z.string(),
  server: z.string(),
  user: z.string(),
  namespace: z.string(),
  current: z.boolean(),
  status: ConnectionStatus,
  /** Last sign of life, epoch ms. */
  aliveAt: z.number().nullable(),
  periodMs: z.number(),
  error: Failure.nullable(),
  identity: Identity.nullable(),
  metrics: z.object({ source: z.string(), at: z.number().nullable(), periodMs: z.number(), error: Failure.nullable() }).nullable(),
  /** The last thing that went wrong since the desk was started, and when it began; it stays after the cluster answers again. */
  lastFailure: z.object({ error: Failure, at: z.number() }).nullable().optional(),
});
export type Connection = z.infer<typeof Connection>;

/** A namespace as Kubernetes allows them. */
const Namespace = z.string().regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, 'a namespace: small letters, digits and hyphens');

export const connections = {
  list: query(z.object({}), z.array(Connection)),
  /** By context. Says something at least every 2 s, so that a reader can tell a quiet host from a dead one. */
  watch: live(z.object({}), Connection),
  /** What the sandbox simulates, one key `sandbox`; nothing on a real desk. */
  sandbox: live(z.object({}), SandboxState),
  steerSandbox: command(z.object({ order: SandboxOrder }), SandboxState),
  /** Lets this context's exec command line run on this desk from now on. */
  approve: command(z.object({ context: z.string().min(1) }), z.object({ commandLine: z.string() })),
  /** Who this person is on a cluster and what that allows in a namespace: asks the cluster, whether it is on the desk or not. */
  rights: query(z.object({ context: z.string().min(1), namespace: Namespace }), ContextRights),
  /** Connects a context's watches anew at once instead of at their next try. Changes nothing anywhere. */
  retry: query(z.object({ context: z.string().min(1) }), z.object({ context: z.string() })),
  /** Asks the metric server of a context which series its queries find. Namespace null: in all of them. */
  testMetrics: query(z.object({ context: z.string().min(1), namespace: Namespace.nullable() }), MetricsTest),
  /** What this desk is set to and where it keeps what. Secrets stay on the host. */
  settings: query(z.object({}), SettingsView),
  /** Changes the settings file, as a whole or not at all. What it says counts at once. */
  saveSettings: command(z.object({ change: SettingsChange }), SettingsView),
  /** How CI stands and where its token is; null: none is configured. */
  ci: query(z.object({}), z.object({ ci: CiConnection.nullable() })),
  /** Keeps a token in the secret store of this desktop; null forgets it. It is never told again. */
  keepCiToken: command(
    z.object({ token: z.string().trim().min(1, 'a token').max(4_096).nullable() }),
    z.object({ ci: CiConnection.nullable() }),
  ),
  /** Leaves for the sandbox, or comes back to the kubeconfig's clusters, without a restart of the host. */
  enterWorld: command(z.object({ world: z.enum(['sandbox', 'kubeconfig']) }), z.object({ world: z.enum(['sandbox', 'kubeconfig']) })),
};
