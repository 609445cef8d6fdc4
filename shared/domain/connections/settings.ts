import { z } from 'zod';
import { Failure } from '../../contract/result.ts';
import { ContextAccess } from './context-access.ts';

/** Where a secret lies: never the secret. */
export const SecretReference = z.discriminatedUnion('from', [
  z.object({ from: z.literal('file'), path: z.string().min(1, 'the path of a file that holds the secret') }),
  z.object({
    from: z.literal('environment'),
    name: z.string().regex(/^[A-Za-z_]\w*$/, 'the name of an environment variable of the desk, for example PROMETHEUS_TOKEN'),
  }),
]);
export type SecretReference = z.infer<typeof SecretReference>;

export const MetricAuth = z.discriminatedUnion('type', [
  z.object({ type: z.literal('none') }),
  z.object({ type: z.literal('bearer'), secret: SecretReference }),
  z.object({ type: z.literal('basic'), username: z.string().min(1, 'a user name'), secret: SecretReference }),
]);
export type MetricAuth = z.infer<typeof MetricAuth>;

const common = {
  url: z.string().min(1, 'an http or https URL, for example http://prometheus.monitoring:9090'),
  auth: MetricAuth,
  /** A built-in name or PromQL. */
  template: z.string().min(1, 'a built-in name, or PromQL that holds {{hash}}'),
  errorTemplate: z.string().nullable(),
  latencyTemplate: z.string().nullable(),
  window: z.string().min(1, 'a window such as 30s, 1m or 5m'),
};

/** A metric server as the settings file has it. Values of headers stay on the host: they may be secrets. */
export const MetricServerView = z.object({ ...common, headers: z.array(z.string()) });
export type MetricServerView = z.infer<typeof MetricServerView>;

/** As a person wants it. A header without a value keeps the one that is set. */
export const MetricServerDraft = z.object({
  ...common,
  headers: z.array(z.object({ name: z.string().min(1), value: z.string().nullable() })),
});
export type MetricServerDraft = z.infer<typeof MetricServerDraft>;

export const KubeconfigFileView = z.object({
  path: z.string(),
  /** Who named it. */
  origin: z.enum(['--kubeconfig', 'KUBECONFIG', 'usual place', 'settings']),
  state: z.enum(['read', 'missing', 'broken']),
  contexts: z.array(z.string()),
  problem: Failure.nullable(),
});
export type KubeconfigFileView = z.infer<typeof KubeconfigFileView>;

export const StoredView = z.object({
  what: z.string(),
  path: z.string(),
  /** null: it is not there yet. */
  bytes: z.number().nullable(),
  about: z.string(),
});
export type StoredView = z.infer<typeof StoredView>;

/** Everything the settings screen shows. No secret is in it. */
export const SettingsView = z.object({
  file: z.string(),
  /** In the order they count: the first to name a thing wins. */
  kubeconfigs: z.array(KubeconfigFileView),
  /** Why files of the settings do not count now; null where they do. */
  filesIgnored: z.string().nullable(),
  metrics: z.object({
    default: MetricServerView.nullable(),
    contexts: z.record(z.string(), MetricServerView),
    /** --prometheus on the command line: it stands for every context until the desk is started without it. */
    overridden: z.string().nullable(),
  }),
  /** A file of further authorities (PEM), for what names none of its own. */
  certificates: z.object({ file: z.string().nullable(), count: z.number().nullable(), problem: Failure.nullable() }),
  stored: z.array(StoredView),
  /** Of the key that signs checkpoints; empty where the audit log could not be opened. */
  fingerprint: z.string(),
  world: z.object({
    now: z.enum(['sandbox', 'kubeconfig']),
    /** Whether this host can change it while it runs. */
    canChange: z.boolean(),
    /** What starts a desk on the sandbox, to copy. */
    command: z.string(),
  }),
  /** Each context as its kubeconfig says it. */
  access: z.array(ContextAccess),
});
export type SettingsView = z.infer<typeof SettingsView>;

/** One change of the settings file. Everything else in it stays as it is. */
export const SettingsChange = z.discriminatedUnion('set', [
  z.object({ set: z.literal('kubeconfig-file'), path: z.string().trim().min(1, 'the path of a kubeconfig file'), present: z.boolean() }),
  z.object({
    set: z.literal('metric-server'),
    /** null: the one for contexts that have none of their own. */
    context: z.string().min(1).nullable(),
    /** null: none. */
    server: MetricServerDraft.nullable(),
  }),
  z.object({ set: z.literal('certificates'), file: z.string().trim().min(1, 'the path of a PEM file').nullable() }),
]);
export type SettingsChange = z.infer<typeof SettingsChange>;

/** A change as the audit log may keep it: the values of headers left out. */
export function recordedChange(change: SettingsChange): SettingsChange {
  if (change.set !== 'metric-server' || change.server === null) return change;
  return { ...change, server: { ...change.server, headers: change.server.headers.map(({ name }) => ({ name, value: null })) } };
}

/** What a change is about, as the audit log names its target. */
export function changeTarget(change: SettingsChange): string {
  if (change.set === 'metric-server') return `settings/metrics/${change.context ?? 'default'}`;
  return change.set === 'certificates' ? 'settings/certificates' : 'settings/kubeconfig';
}
