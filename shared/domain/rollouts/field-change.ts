import { z } from 'zod';

/**
 * Who last wrote fields of an object, from its managedFields: the cluster keeps the newest write of each manager and nothing
 * older, and a manager is a program, not a person.
 */
export const FieldChange = z.object({
  /** `kubectl-edit`, `argocd-controller`, `release-command-center`. */
  manager: z.string(),
  /** `Update` or `Apply`. */
  operation: z.string(),
  /** `status`, or empty for the object itself. */
  subresource: z.string(),
  /** `Rollout/payments`, `VirtualService/payments`. */
  object: z.string(),
  /** Epoch ms, whole seconds. */
  at: z.number(),
  /** What it owns of the object since then, as paths: `spec.rules`. Not only what it changed last. */
  fields: z.array(z.string()).optional(),
});
export type FieldChange = z.infer<typeof FieldChange>;

/** A manager whose write carries no time: the cluster stamps none on a write through the `scale` subresource (measured, 1.33). */
export const UndatedChange = FieldChange.omit({ at: true });
export type UndatedChange = z.infer<typeof UndatedChange>;

/** How this desk is named in managedFields. */
export const deskManager = 'release-command-center';

const controllers = /^(rollouts-controller|argo-rollouts|rollout-controller|kube-controller-manager|deployment-controller)/;

/** A controller doing its work is no news: its events say what it did. */
export function isController(manager: string): boolean {
  return controllers.test(manager);
}
