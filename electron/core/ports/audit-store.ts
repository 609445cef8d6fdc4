import type { Result } from '#shared/contract/result.ts';
import type { Claims, Verdict } from '#shared/domain/audit/verdict.ts';
import type { AuditDraft, AuditEntry, Checkpoint, OutcomeState, Writer } from '#shared/domain/audit/entry.ts';

export interface AuditFilter {
  /** Free text over actor, action, target, reason. */
  readonly text?: string | undefined;
  readonly action?: string | undefined;
  readonly target?: string | undefined;
  /** ISO 8601. */
  readonly since?: string | undefined;
  readonly auditId?: string | undefined;
  /** A part of that column, whatever its case. */
  readonly contains?:
    | { readonly actor?: string | undefined; readonly action?: string | undefined; readonly target?: string | undefined }
    | undefined;
  readonly outcome?: OutcomeState | undefined;
  /** Newest first, entries with seq below this one. */
  readonly beforeSeq?: number | undefined;
  readonly limit: number;
}

/** A long verification, watched: told now and then how many entries are read, and ended early by the signal (the verdict is then of a part). */
export interface Watching {
  readonly signal: AbortSignal;
  readonly onEntries: (count: number) => void;
}

/** Append-only, hash-chained, signed. When `append` resolves, the entry is on disk (fsync has returned). */
export interface AuditStore {
  /** `conflict`: a reconciliation of an act that has its end already, from another desk perhaps. */
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
  /** Reads the whole log as it stands in the file, not as this process remembers it. */
  verify(claims: Claims, watching?: Watching): Promise<Result<Verdict>>;
  close(): Promise<void>;
}

/** Tells whether the process that wrote an intent still runs. Another host's writer counts as alive: it cannot be asked. */
export interface Processes {
  self(): Writer;
  isAlive(writer: Writer): boolean;
}
