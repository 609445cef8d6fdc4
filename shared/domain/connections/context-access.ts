import { z } from 'zod';

/** How the kubeconfig says one context is reached and signed in to. Nothing secret: no token, no key, no password, no value of an environment. */
export const ContextAccess = z.object({
  context: z.string(),
  /** The kubeconfig file its entry stands in. */
  file: z.string(),
  cluster: z.string(),
  server: z.string(),
  user: z.string(),
  /** `bearer token`, `token file /run/token`, `client certificate`, `exec plugin`, `nothing`. */
  signsIn: z.string(),
  exec: z.object({ commandLine: z.string(), approved: z.boolean() }).nullable(),
  /** Without user and password. */
  proxy: z.string().nullable(),
  /** Whom the server's certificate must be signed by. */
  authority: z.string(),
  tlsServerName: z.string().nullable(),
  insecure: z.boolean(),
  impersonates: z.string().nullable(),
});
export type ContextAccess = z.infer<typeof ContextAccess>;
