import { z } from 'zod';

// kubectl writes `null` for whatever is empty, so absent, null and "" all mean "not set"; unknown fields are dropped.
const text = z
  .string()
  .nullish()
  .transform((value) => (value === undefined || value === null || value === '' ? null : value));
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);
function list<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);
}

const Extension = z.object({ name: z.string(), extension: z.unknown() });

export const ClusterFields = z.object({
  server: text,
  'tls-server-name': text,
  'insecure-skip-tls-verify': flag,
  'certificate-authority': text,
  'certificate-authority-data': text,
  'proxy-url': text,
  extensions: list(Extension),
});
export type ClusterFields = z.infer<typeof ClusterFields>;

export const ExecFields = z.object({
  apiVersion: text,
  command: text,
  args: list(z.string()),
  env: list(z.object({ name: z.string(), value: z.string() })),
  installHint: text,
  provideClusterInfo: flag,
  interactiveMode: text,
});
export type ExecFields = z.infer<typeof ExecFields>;

export const UserFields = z.object({
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  token: text,
  tokenFile: text,
  as: text,
  'as-uid': text,
  'as-groups': list(z.string()),
  'as-user-extra': z
    .record(z.string(), z.array(z.string()))
    .nullish()
    .transform((value) => value ?? {}),
  username: text,
  password: text,
  'auth-provider': z
    .object({ name: z.string() })
    .nullish()
    .transform((value) => value ?? null),
  exec: ExecFields.nullish().transform((value) => value ?? null),
});
export type UserFields = z.infer<typeof UserFields>;

const ContextFields = z.object({ cluster: text, user: text, namespace: text });
export type ContextFields = z.infer<typeof ContextFields>;

/** One kubeconfig file as it stands on disk: `kind: Config`, lists of named entries. */
export const KubeconfigFile = z
  .object({
    clusters: list(z.object({ name: z.string(), cluster: ClusterFields.nullish() })),
    users: list(z.object({ name: z.string(), user: UserFields.nullish() })),
    contexts: list(z.object({ name: z.string(), context: ContextFields.nullish() })),
    'current-context': text,
  })
  .nullable();
