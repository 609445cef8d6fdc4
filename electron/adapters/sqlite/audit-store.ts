import { join } from 'node:path';
import type { AuditStore } from '#core/ports/audit-store.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import { ok, type Result } from '#shared/contract/result.ts';
import { createAuditReader } from './audit-reader.ts';
import { prepareStatements, readOthersWrites } from './audit-statements.ts';
import { createAuditWriter } from './audit-writer.ts';
import { growWal } from './grow-wal.ts';
import { openAuditDatabase } from './open-database.ts';
import { loadSigner } from './signing-key.ts';
import { verifyDatabase } from './verify-audit-file.ts';
import { waitForTurn } from './wait-for-turn.ts';

export interface AuditStoreOptions {
  /** The desk's state folder: the log is `audit.db` in it, the signing key `keys/audit-ed25519.pem`. */
  readonly home: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  /** The process stays: then the -wal is made long at once, and no later append waits for it to grow. */
  readonly stays?: boolean;
}

/** Where a home keeps its audit log. */
export function auditFileOf(home: string): string {
  return join(home, 'audit.db');
}

/** The audit log of one desk in SQLite. Several processes may hold it open at once. */
export async function openAuditStore({ home, clock, log, stays = false }: AuditStoreOptions): Promise<Result<AuditStore>> {
  const file = auditFileOf(home);
  const opened = await openAuditDatabase(file, log);
  if (!opened.ok) return opened;
  const db = opened.value;
  const signer = loadSigner(join(home, 'keys', 'audit-ed25519.pem'), log);
  if (!signer.ok) {
    db.close();
    return signer;
  }
  if (stays) void growWal(db, file);
  const statements = prepareStatements(db);
  const writer = createAuditWriter({ db, file, statements, signer: signer.value, clock });
  const reader = createAuditReader({ db, file, statements });
  return ok({
    append: (draft) =>
      waitForTurn(
        () => writer.append(draft),
        () => readOthersWrites(statements),
      ),
    checkpoint: () =>
      waitForTurn(
        () => writer.checkpoint(),
        () => readOthersWrites(statements),
      ),
    fingerprint: () => signer.value.fingerprint,
    ...reader,
    // By the file, through a connection of its own: what is proved must not depend on what this process remembers.
    verify: (claims, watching) => verifyDatabase(file, claims, watching),
    async close() {
      if (!db.isOpen) return;
      const signed = await waitForTurn(
        () => writer.checkpoint(),
        () => readOthersWrites(statements),
      );
      if (!signed.ok) log.warn('The audit log was closed without a checkpoint: its end is not signed yet', { error: signed.error });
      db.close();
    },
  });
}
