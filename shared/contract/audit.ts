import { z } from 'zod';
import { AuditEntry, Checkpoint, OutcomeState } from '../domain/audit/entry.ts';
import { Verdict } from '../domain/audit/verdict.ts';
import { command, live, query } from './procedure.ts';
import { Failure } from './result.ts';

export const AuditHead = z.object({
  seq: z.number(),
  hash: z.string(),
  fingerprint: z.string(),
  /** Intents whose writer is gone and whose end nobody knows: shown as "unknown: check". */
  orphans: z.array(AuditEntry),
  /** Set when the log cannot be written. */
  problem: z.string().nullable(),
  at: z.number(),
});
export type AuditHead = z.infer<typeof AuditHead>;

export const AuditVerdict = Verdict.extend({ tookMs: z.number() });
export type AuditVerdict = z.infer<typeof AuditVerdict>;

/** A walk over the whole chain: how far it is, and at its end what it found. `of` is the head when it began. */
export const Verification = z.object({
  read: z.number(),
  of: z.number(),
  verdict: AuditVerdict.nullable(),
  error: Failure.nullable(),
});
export type Verification = z.infer<typeof Verification>;

export const audit = {
  /** Newest first. */
  list: query(
    z.object({
      text: z.string().optional(),
      action: z.string().optional(),
      target: z.string().optional(),
      since: z.string().optional(),
      auditId: z.string().optional(),
      contains: z.object({ actor: z.string().optional(), action: z.string().optional(), target: z.string().optional() }).optional(),
      outcome: OutcomeState.optional(),
      beforeSeq: z.number().optional(),
      limit: z.number().int().positive().max(1_000).default(200),
    }),
    z.object({ entries: z.array(AuditEntry), head: z.object({ seq: z.number(), hash: z.string() }).nullable() }),
  ),
  /** Oldest first, for an export: pages until `entries` comes back empty. Checkpoints come with the page that holds their seq. */
  page: query(
    z.object({ fromSeq: z.number().int().positive(), limit: z.number().int().positive().max(5_000) }),
    z.object({ entries: z.array(AuditEntry), checkpoints: z.array(Checkpoint) }),
  ),
  verify: query(z.object({}), AuditVerdict),
  /** The same walk, watched. One key: `verification`. Whoever stops listening cancels it. */
  verification: live(z.object({}), Verification),
  /** The first checkpoint that covers this entry; null: it is not signed yet. */
  signature: query(z.object({ seq: z.number().int().positive() }), Checkpoint.nullable()),
  /** One key: `head`. */
  watch: live(z.object({}), AuditHead),
  /** Signs the head now. */
  checkpoint: command(z.object({}), Checkpoint.nullable()),
};
