import { z } from 'zod';
import { SandboxOrder, SandboxState } from '../domain/connections/sandbox.ts';
import { Identity } from '../domain/policy/rights.ts';
import { command, live, query } from './procedure.ts';
import { Failure } from './result.ts';

/**
 * idle: in the kubeconfig, nobody looks at it, nothing was sent. live: vouched for within two periods.
 * silent: was live, now is not; `error` says why and the desk retries by itself. failed: never came up, or cannot.
 */
export const ConnectionStatus = z.enum(['idle', 'connecting', 'live', 'silent', 'failed', 'approval-needed']);
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
});
export type Connection = z.infer<typeof Connection>;

export const connections = {
  list: query(z.object({}), z.array(Connection)),
  /** By context. Says something at least every 2 s, so that a reader can tell a quiet host from a dead one. */
  watch: live(z.object({}), Connection),
  /** What the sandbox simulates, one key `sandbox`; nothing on a real desk. */
  sandbox: live(z.object({}), SandboxState),
  steerSandbox: command(z.object({ order: SandboxOrder }), SandboxState),
  /** Lets this context's exec command line run on this desk from now on. */
  approve: command(z.object({ context: z.string().min(1) }), z.object({ commandLine: z.string() })),
};
