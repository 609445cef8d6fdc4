import { z } from 'zod';
import { AuditEntry, Checkpoint } from '../domain/audit/entry.ts';
import { Verdict } from '../domain/audit/verdict.ts';
import { command, live, query } from './procedure.ts';

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

export const audit = {
  /** Newest first. */
  list: query(
    z.object({
      text: z.string().optional(),
      action: z.string().optional(),
      target: z.string().optional(),
      since: z.string().optional(),
      auditId: z.string().optional(),
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
  /** One key: `head`. */
  watch: live(z.object({}), AuditHead),
  /** Signs the head now. */
  checkpoint: command(z.object({}), Checkpoint.nullable()),
};
