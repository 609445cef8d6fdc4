import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Clock } from '#core/ports/clock.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { canonicalText, wellFormedJson } from '#shared/domain/audit/canonical.ts';
import { type Head, type Link, linkEntry } from '#shared/domain/audit/chain.ts';
import { AuditDraft, type AuditEntry, type Checkpoint } from '#shared/domain/audit/entry.ts';
import { readHead, readSignedUpTo, type Statements } from './audit-statements.ts';
import { sha256Hex } from './chain-crypto.ts';
import type { Signer } from './signing-key.ts';
import { guarded, isRefusedByTrigger } from './sqlite-failure.ts';

/** A checkpoint at least each so many entries, in an entry's own transaction, so that it costs no further fsync. */
const checkpointEvery = 100;
const lookEveryMs = 50;
/** The one thing a draft's types cannot say. It comes from our own core, and parsing all of it would cost a tenth of an append. */
const { at: Moment } = AuditDraft.shape;

interface WriterParts {
  readonly db: DatabaseSync;
  readonly file: string;
  readonly statements: Statements;
  readonly signer: Signer;
  readonly clock: Pick<Clock, 'now'>;
}

/** Appends and signs. What returns ok has been fsynced; what returns a failure has left nothing behind. */
export function createAuditWriter({ db, file, statements, signer, clock }: WriterParts) {
  const inode = statSync(file).ino;
  /** The last head seen here. Entries never change, so it can be behind but never wrong. */
  let known: Head | null = null;

  let lookedAt = performance.now();

  /** Whether the path still leads to the file that is open: appending to a deleted file would lose evidence in silence. */
  function missing(): Result<never> | null {
    // In a burst the look itself would cost a twentieth of each append.
    if (performance.now() - lookedAt < lookEveryMs) return null;
    if (statSync(file, { throwIfNoEntry: false })?.ino === inode) {
      lookedAt = performance.now();
      return null;
    }
    return fail('storage', `The audit log ${file} was moved or deleted while in use. Put it back, or start again.`);
  }

  function transaction<T>(work: () => T): T {
    statements.begin.run();
    try {
      const value = work();
      statements.commit.run();
      return value;
    } finally {
      // Still open only after an error, and not after every one: a full disk has rolled back by itself.
      if (db.isTransaction) statements.rollback.run();
    }
  }

  /** The usual case: nobody wrote since, and one INSERT is the whole transaction. Null where somebody did. */
  function tryAppend(draft: AuditDraft): Link | null {
    if (((known?.seq ?? 0) + 1) % checkpointEvery === 0) return null;
    const next = link(draft, known);
    try {
      statements.insertEntry.run(next.entry.seq, next.line);
      return next;
    } catch (error) {
      if (isRefusedByTrigger(error)) return null;
      throw error;
    }
  }

  /** Null: a reconciliation of an act that has its end. Two desks may look at the same orphan; one of them closes it. */
  function lockAndAppend(draft: AuditDraft): Link | null {
    return transaction(() => {
      if (draft.phase === 'reconciled' && statements.closed.get(draft.auditId, draft.auditId) !== undefined) return null;
      const next = link(draft, readHead(statements));
      statements.insertEntry.run(next.entry.seq, next.line);
      if (next.entry.seq % checkpointEvery === 0) sign(next.entry, readSignedUpTo(statements));
      return next;
    });
  }

  function sign(head: Head, signed: number): Checkpoint {
    const checkpoint = signer.sign({ seq: head.seq, hash: head.hash, at: new Date(clock.now()).toISOString() });
    statements.fillPairs.run(signed);
    statements.insertCheckpoint.run(checkpoint.seq, canonicalText(checkpoint));
    return checkpoint;
  }

  return {
    append(draft: AuditDraft): Result<AuditEntry> {
      const at = Moment.safeParse(draft.at);
      if (!at.success) return fail('internal', `A bug of ours: this is not an audit entry. ${z.prettifyError(at.error)}`);
      return guarded(file, () => {
        const gone = missing();
        if (gone !== null) return gone;
        const linked = (draft.phase === 'reconciled' ? null : tryAppend(draft)) ?? lockAndAppend(draft);
        if (linked === null) return fail('conflict', 'This act has its end in the log already.');
        const { entry } = linked;
        known = { seq: entry.seq, hash: entry.hash };
        return ok(entry);
      });
    },
    checkpoint(): Result<Checkpoint | null> {
      return guarded<Checkpoint | null>(file, () => {
        const gone = missing();
        if (gone !== null) return gone;
        const head = readHead(statements);
        // Looked at without the lock first: a reader's close should not make writers wait.
        if (head === null || head.seq <= readSignedUpTo(statements)) return ok(null);
        return ok(
          transaction(() => {
            const last = readHead(statements);
            const signed = readSignedUpTo(statements);
            return last === null || last.seq <= signed ? null : sign(last, signed);
          }),
        );
      });
    },
  };
}

/** Links the draft; where somebody else's text in it has no canonical form (a lone surrogate, NaN), the nearest that has one. */
function link(draft: AuditDraft, previous: Head | null): Link {
  try {
    return linkEntry(draft, previous, sha256Hex);
  } catch {
    return linkEntry(AuditDraft.parse(JSON.parse(wellFormedJson(JSON.stringify(draft)))), previous, sha256Hex);
  }
}
