import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { AuditStore } from '#core/ports/audit-store.ts';
import { ok, type Result } from '#shared/contract/result.ts';
import { AuditEntry, AuditPhase, Checkpoint, closesIntent } from '#shared/domain/audit/entry.ts';
import { listQuery, readHead, readSignedUpTo, type Statements } from './audit-statements.ts';
import { brokenLog, guarded } from './sqlite-failure.ts';

const pageSize = 256;
const Row = z.object({ seq: z.number().int(), canonical: z.string() });
const OpenRow = z.object({ auditId: z.string(), seq: z.number().int() });
const PairRow = OpenRow.extend({ phase: AuditPhase });

type Reader = Pick<AuditStore, 'list' | 'entries' | 'checkpoints' | 'head' | 'openIntents'>;

/** The reading half of the store. Every row is parsed; one that is no entry fails the reading, because leaving it out would hide it. */
export function createAuditReader({ db, file, statements }: { db: DatabaseSync; file: string; statements: Statements }): Reader {
  const rows = (found: readonly unknown[]) => readRows(file, found);

  /** Open intents by auditId, as far as `pairedUpTo`. Entries never change, so only the new ones are looked at. */
  let known: { readonly open: Map<string, number>; upTo: number } | null = null;
  function readOpen(): ReadonlyMap<string, number> {
    known ??= {
      upTo: readSignedUpTo(statements),
      open: new Map(
        z
          .array(OpenRow)
          .parse(statements.unclosed.all())
          .map(({ auditId, seq }) => [auditId, seq]),
      ),
    };
    for (const { auditId, seq, phase } of z.array(PairRow).parse(statements.pairsAfter.all(known.upTo))) {
      if (phase === 'intent') known.open.set(auditId, seq);
      else if (closesIntent(phase)) known.open.delete(auditId);
      known.upTo = seq;
    }
    return known.open;
  }
  return {
    list: async (filter) =>
      guarded(file, () => {
        const { sql, values } = listQuery(filter);
        return rows(db.prepare(sql).all(...values));
      }),
    async *entries(from = 1) {
      // Page by page: a statement left open would hold a snapshot, and an append beside it would be refused as busy.
      for (let next = from; ; ) {
        const page = guarded(file, () => rows(statements.page.all(next, pageSize)));
        if (!page.ok) throw new Error(page.error.message, { cause: page.error });
        yield* page.value;
        const last = page.value.at(-1);
        if (last === undefined || page.value.length < pageSize) return;
        next = last.seq + 1;
      }
    },
    checkpoints: async () =>
      guarded(file, () => {
        const texts = z.array(Row).parse(statements.checkpoints.all());
        const parsed = z.array(Checkpoint).safeParse(texts.map(({ canonical }) => parseJson(canonical)));
        return parsed.success ? ok(parsed.data) : brokenLog(file, 'one of its checkpoints is none');
      }),
    head: async () => guarded(file, () => ok(readHead(statements))),
    openIntents: async () =>
      guarded(file, () => {
        const open = readOpen();
        return rows([...open.values()].toSorted((a, b) => a - b).map((seq) => statements.entry.get(seq)));
      }),
  };
}

function readRows(file: string, found: readonly unknown[]): Result<readonly AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (const row of found) {
    const { seq, canonical } = Row.parse(row);
    const entry = AuditEntry.safeParse(parseJson(canonical));
    if (!entry.success) return brokenLog(file, `entry ${seq} is not an audit entry`);
    entries.push(entry.data);
  }
  return ok(entries);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
