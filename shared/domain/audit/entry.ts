import { z } from 'zod';

/** Who acted, in the cluster's own words: never from a text box. */
export const Actor = z.object({
  name: z.string(),
  /** `SelfSubjectReview` (the cluster said so), `session` (the desk's own session, nothing left the machine), `unknown` (the cluster would not say). */
  source: z.enum(['SelfSubjectReview', 'session', 'unknown']),
});
export type Actor = z.infer<typeof Actor>;

/** The process that wrote an intent. An intent is an orphan only once this process is gone: same pid, same start time, same host. */
export const Writer = z.object({ host: z.string(), pid: z.number().int(), startedAt: z.string() });
export type Writer = z.infer<typeof Writer>;

/**
 * intent: on disk before anything leaves the machine. sent: one more request of the same act (a re-sent abort, a retried undo).
 * outcome: closes the pair. observed: marks of the clock that came after the outcome (traffic, normal). reconciled: closes a pair whose writer died, from what the cluster shows later.
 */
export const AuditPhase = z.enum(['intent', 'sent', 'outcome', 'observed', 'reconciled']);
export type AuditPhase = z.infer<typeof AuditPhase>;

/** Whether an entry of this phase ends its intent: the others are news of an act, not its end. */
export function closesIntent(phase: AuditPhase): boolean {
  return phase === 'outcome' || phase === 'reconciled';
}

/** `effective` and `sent` as the design defines them; `done` for acts that change only the desk; `unknown` only in `reconciled`. */
export const OutcomeState = z.enum(['effective', 'sent', 'refused', 'failed', 'unreachable', 'done', 'unknown']);
export type OutcomeState = z.infer<typeof OutcomeState>;

/** What a caller hands over; the store adds seq, hashes and nothing else. */
export const AuditDraft = z.object({
  /** Pairs intent and outcome. */
  auditId: z.string(),
  phase: AuditPhase,
  /** ISO 8601 UTC with milliseconds. */
  at: z.iso.datetime({ precision: 3 }),
  actor: Actor,
  role: z.string(),
  /** `rollback.execute`, `rollouts.promote`: the procedure's name. */
  action: z.string(),
  /** `context/namespace/Kind/name`, or the thing acted on. */
  target: z.string(),
  reason: z.string(),
  outcome: OutcomeState.nullable(),
  writer: Writer,
  /** What was asked, sent, seen on screen and measured. JSON only; never a secret. */
  detail: z.record(z.string(), z.json()),
});
export type AuditDraft = z.infer<typeof AuditDraft>;

/** One link of the chain. `hash` = SHA-256 (hex) over the RFC 8785 form of the entry without `hash`. The first `previousHash` is 64 zeros. */
export const AuditEntry = AuditDraft.extend({
  seq: z.number().int().positive(),
  previousHash: z.string().regex(/^[0-9a-f]{64}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const genesisHash = '0'.repeat(64);

/** A signed statement that the chain's head was `hash` at `seq`. Ed25519 over the canonical form of the checkpoint without `signature`. */
export const Checkpoint = z.object({
  seq: z.number().int().positive(),
  hash: z.string(),
  at: z.iso.datetime({ precision: 3 }),
  /** SHA-256 (hex) of the raw 32-byte public key. */
  fingerprint: z.string(),
  /** base64 of the raw 32-byte public key. */
  publicKey: z.string(),
  signature: z.string(),
});
export type Checkpoint = z.infer<typeof Checkpoint>;
