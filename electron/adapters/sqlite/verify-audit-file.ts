import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import type { Watching } from '#core/ports/audit-store.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { upstreamText } from '#shared/contract/upstream-text.ts';
import { csvHeader } from '#shared/domain/audit/export.ts';
import type { Claims, Verdict } from '#shared/domain/audit/verdict.ts';
import { createChainVerifier } from '#shared/domain/audit/verify-chain.ts';
import { createChainCrypto } from './chain-crypto.ts';
import { feedDatabase } from './feed-database.ts';
import { feedExport } from './feed-export.ts';

const databaseMagic = 'SQLite format 3\0';

/**
 * Verifies a log by its file alone, a database or a JSONL export, told apart by content. Needs neither the desk's home nor its
 * key, and writes nothing. A broken log is a verdict; `not-found`, `invalid` and `storage` say why there is none.
 */
export async function verifyFile(path: string, claims: Claims = {}): Promise<Result<Verdict>> {
  const kind = kindOf(path);
  if (!kind.ok) return kind;
  return kind.value === 'database' ? verifyDatabase(path, claims) : verifyExport(path, claims);
}

/** Verifies an audit database, also while a desk writes to it, and a copy with or without its `-wal`. */
export async function verifyDatabase(path: string, claims: Claims = {}, watching?: Watching): Promise<Result<Verdict>> {
  if (!existsSync(path)) return missing(path);
  const verifier = createChainVerifier(createChainCrypto(), claims);
  const fed = await feedDatabase(path, verifier, watching);
  return fed.ok ? ok(verifier.finish()) : fed;
}

async function verifyExport(path: string, claims: Claims): Promise<Result<Verdict>> {
  const verifier = createChainVerifier(createChainCrypto(), claims);
  try {
    await feedExport(path, verifier);
  } catch (error) {
    return unreadable(path, error);
  }
  return ok(verifier.finish());
}

function kindOf(path: string): Result<'database' | 'export'> {
  // Closing a file drops this process's locks on it, those of an open database too: a database in use is not opened here to look.
  if (existsSync(`${path}-shm`)) return ok('database');
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return missing(path);
    if (!found.isFile()) return fail('invalid', `${path} is not a file. Give an audit database or a JSONL export.`, { field: 'file' });
    const start = firstBytes(path, csvHeader.length);
    if (start.startsWith(databaseMagic)) return ok('database');
    if (start.replace('\ufeff', '').startsWith(csvHeader.slice(0, 30)))
      return fail('invalid', `${path} is a CSV export, which is for reading. Verify the JSONL export or the database.`, { field: 'file' });
    return ok('export');
  } catch (error) {
    return unreadable(path, error);
  }
}

function missing(path: string): Result<never> {
  return fail('not-found', `There is no audit log at ${path}. Give the database or the export to verify, or another --home.`);
}

function firstBytes(path: string, length: number): string {
  const fd = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(length);
    return buffer.toString('utf8', 0, readSync(fd, buffer, 0, length, 0));
  } finally {
    closeSync(fd);
  }
}

function unreadable(path: string, error: unknown): Result<never> {
  if (!(error instanceof Error && 'code' in error)) throw error;
  return fail('storage', `${path} cannot be read. Check that this account may read it.`, {
    upstream: { source: 'system', text: upstreamText(error.message) },
  });
}
