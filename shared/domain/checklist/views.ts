import { z } from 'zod';

/** passed | failed | unknown (its source is gone or silent: never green) | waiting (for a person) | waived (stays visible). */
export const ItemState = z.enum(['passed', 'failed', 'unknown', 'waiting', 'waived']);
export type ItemState = z.infer<typeof ItemState>;

/** One fact a check stands on, with where it came from and when it was read. */
export const Evidence = z.object({
  label: z.string(),
  value: z.string(),
  source: z.string(),
  at: z.number().nullable(),
  url: z.string().nullable(),
});
export type Evidence = z.infer<typeof Evidence>;

export const Waiver = z.object({ by: z.string(), role: z.string(), reason: z.string(), at: z.number() });
export type Waiver = z.infer<typeof Waiver>;

export const SignOff = z.object({ by: z.string(), role: z.string(), note: z.string(), at: z.number() });
export type SignOff = z.infer<typeof SignOff>;

export const ChecklistItem = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(['automatic', 'human']),
  /** The passenger it is about; null: the whole train. */
  service: z.string().nullable(),
  state: ItemState,
  /** What the evidence says: `9 of 9`, `lowest checkout, 63%`. */
  text: z.string(),
  evidence: z.array(Evidence),
  /** Age of the oldest fact it stands on. */
  at: z.number().nullable(),
  /** Who may sign a human item, or waive this one. */
  role: z.string().nullable(),
  signOff: SignOff.nullable(),
  waiver: Waiver.nullable(),
});
export type ChecklistItem = z.infer<typeof ChecklistItem>;

export const Verdict = z.enum(['go', 'no-go', 'go-with-conditions']);
export type Verdict = z.infer<typeof Verdict>;

/** A role whose word a go needs, and the word. */
export const QuorumWord = z.object({ role: z.string(), by: z.string().nullable(), verdict: Verdict.nullable(), at: z.number().nullable() });

export const Decision = z.object({
  verdict: Verdict,
  by: z.string(),
  role: z.string(),
  at: z.number(),
  reason: z.string(),
  conditions: z.array(z.string()),
  /** Digest of the evidence as it stood before this person's eyes. */
  evidenceDigest: z.string(),
  expiredAt: z.number().nullable(),
  expiredBecause: z.string().nullable(),
});
export type Decision = z.infer<typeof Decision>;

/** What a train left on: its checklist as it stood at that instant, for ever. */
export const LeftOn = z.object({
  items: z.array(ChecklistItem),
  quorum: z.array(QuorumWord),
  evidenceDigest: z.string(),
  sentence: z.string(),
});
export type LeftOn = z.infer<typeof LeftOn>;

export const ChecklistView = z.object({
  train: z.string(),
  label: z.string(),
  departsAt: z.number(),
  /** When it left, and with it everything here froze. null: it has not. */
  departedAt: z.number().nullable(),
  services: z.number(),
  changes: z.number().nullable(),
  tier: z.number().int(),
  items: z.array(ChecklistItem),
  /** sha256 over the canonical JSON of items as judged, hex. */
  evidenceDigest: z.string(),
  standing: z.object({
    state: z.enum(['can-go', 'cannot-go', 'go', 'no-go', 'expired', 'left']),
    sentence: z.string(),
    detail: z.string(),
  }),
  /** Roles whose word a go needs, and whether it was given. */
  quorum: z.array(QuorumWord),
  decisions: z.array(Decision),
  /** Who is looking: from the cluster, mapped by roles.yaml. Never from a picker. */
  me: z.object({ name: z.string(), roles: z.array(z.string()), why: z.string() }),
  problems: z.array(z.string()),
  at: z.number(),
});
export type ChecklistView = z.infer<typeof ChecklistView>;
