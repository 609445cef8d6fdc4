import { z } from 'zod';

/** Argo's own verbs, and the two a Deployment shares with it: what a page offers for every workload. */
export const Action = z.enum(['promote', 'promote-full', 'pause', 'resume', 'abort', 'retry', 'undo', 'restart']);
export type Action = z.infer<typeof Action>;

export const Command = z.discriminatedUnion('action', [
  z.object({ action: z.literal('promote') }),
  z.object({ action: z.literal('promote-full') }),
  z.object({ action: z.literal('pause') }),
  z.object({ action: z.literal('resume') }),
  z.object({ action: z.literal('abort') }),
  z.object({ action: z.literal('retry') }),
  /** null: the previous revision */
  z.object({ action: z.literal('undo'), toRevision: z.number().int().positive().nullable() }),
  z.object({ action: z.literal('restart') }),
  /** A new version. `container` null: the only one, or the one named like the workload. */
  z.object({ action: z.literal('set-image'), image: z.string().min(1), container: z.string().nullable() }),
]);
export type Command = z.infer<typeof Command>;
/** The actions of a page, and set-image, which a train takes. */
export type CommandAction = Command['action'];

/** One request as it will leave this machine. Shown to the person, kept in the audit entry, sent as is. */
export const Write = z.object({
  method: z.literal('PATCH'),
  /** API path without the server, for example `/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/payments/status` */
  path: z.string(),
  contentType: z.enum(['application/merge-patch+json', 'application/json-patch+json', 'application/strategic-merge-patch+json']),
  body: z.json(),
  /** One line for people: `merge patch, rollouts/payments/status` */
  summary: z.string(),
});
export type Write = z.infer<typeof Write>;

/** Whether an action can be taken now and, when not, in a sentence why not. */
export const Availability = z.object({ action: Action, enabled: z.boolean(), reason: z.string() });
export type Availability = z.infer<typeof Availability>;
