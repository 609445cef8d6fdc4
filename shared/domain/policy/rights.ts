import { z } from 'zod';

/** The API server's own answers (SelfSubjectAccessReview) for one namespace. null: it would not say. */
export const Rights = z.object({
  patchRollouts: z.boolean().nullable(),
  patchRolloutsStatus: z.boolean().nullable(),
  patchDeployments: z.boolean().nullable(),
  at: z.number(),
});
export type Rights = z.infer<typeof Rights>;

/** Who the cluster says we are (SelfSubjectReview). `session` when a cluster is too old to say. */
export const Identity = z.object({ name: z.string(), groups: z.array(z.string()), source: z.enum(['SelfSubjectReview', 'session']) });
export type Identity = z.infer<typeof Identity>;
