import { z } from 'zod';

export const WorkloadKind = z.enum(['Rollout', 'Deployment']);
export type WorkloadKind = z.infer<typeof WorkloadKind>;

/** One workload in one cluster, as a person names it. `context` is a kubeconfig context. */
export const Target = z.object({
  context: z.string().min(1),
  namespace: z.string().min(1),
  kind: WorkloadKind,
  name: z.string().min(1),
});
export type Target = z.infer<typeof Target>;

/** The key of a target in every map and live subscription: `context/namespace/Kind/name` (context is URI-escaped, it may hold slashes). */
export function targetKey(target: Target): string {
  return `${encodeURIComponent(target.context)}/${target.namespace}/${target.kind}/${target.name}`;
}
