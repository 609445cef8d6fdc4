import type { Result } from '#shared/contract/result.ts';
import type { AuditDraft, AuditEntry, Checkpoint, Writer } from '#shared/domain/audit/entry.ts';

export interface AuditFilter {
  /** Free text over actor, action, target, reason. */
  readonly text?: string;
  readonly action?: string;
  readonly target?: string;
  /** ISO 8601. */
  readonly since?: string;
  readonly auditId?: string;
  /** Newest first, entries with seq below this one. */
  readonly beforeSeq?: number;
  readonly limit: number;
}

/** Append-only, hash-chained, signed. When `append` resolves, the entry is on disk (fsync has returned). */
export interface AuditStore {
  append(draft: AuditDraft): Promise<Result<AuditEntry>>;
  list(filter: AuditFilter): Promise<Result<readonly AuditEntry[]>>;
  /** Oldest first, without loading the log into memory. */
  entries(from?: number): AsyncIterable<AuditEntry>;
  checkpoints(): Promise<Result<readonly Checkpoint[]>>;
  head(): Promise<Result<{ seq: number; hash: string } | null>>;
  /** The fingerprint this desk signs with. */
  fingerprint(): string;
  /** Signs the head if anything was appended since the last checkpoint. */
  checkpoint(): Promise<Result<Checkpoint | null>>;
  /** Intents without an outcome or reconciled entry, oldest first. */
  openIntents(): Promise<Result<readonly AuditEntry[]>>;
  close(): Promise<void>;
}

/** Tells whether the process that wrote an intent still runs. Another host's writer counts as alive: it cannot be asked. */
export interface Processes {
  self(): Writer;
  isAlive(writer: Writer): boolean;
}
