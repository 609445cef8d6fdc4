import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditStore } from '#core/ports/audit-store.ts';
import type { Log } from '#core/ports/log.ts';
import type { Result } from '#shared/contract/result.ts';
import type { AuditDraft } from '#shared/domain/audit/entry.ts';
import { auditFileOf, openAuditStore } from '../audit-store.ts';

export const exampleDraft: AuditDraft = {
  auditId: 'act-1',
  phase: 'intent',
  at: '2026-03-01T10:00:00.000Z',
  actor: { name: 'anna@example.org', source: 'SelfSubjectReview' },
  role: 'conductor',
  action: 'rollback.execute',
  target: 'prod-eu/shop/Rollout/checkout',
  reason: 'error rate 4 %',
  outcome: null,
  writer: { host: 'desk-1', pid: 4242, startedAt: 'boot+1' },
  detail: { lever: 'abort' },
};

/** A folder of its own, removed by `remove`. */
export function freshHome(): { home: string; file: string; remove(): void } {
  const home = mkdtempSync(join(tmpdir(), 'rcc-audit-'));
  return { home, file: auditFileOf(home), remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** Keeps what was logged, as `level message`. */
export function memoryLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const note = (level: string) => (message: string) => void lines.push(`${level} ${message}`);
  return { lines, debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') };
}

export const fixedClock = { now: () => Date.UTC(2026, 2, 1) };

/** An open store on `home`, or the test fails. */
export async function openStore(home: string, log: Log = memoryLog()): Promise<AuditStore> {
  return value(await openAuditStore({ home, clock: fixedClock, log }));
}

/** A closed database with `count` entries, the last signed. */
export async function writtenLog(home: string, count: number): Promise<{ fingerprint: string; head: { seq: number; hash: string } }> {
  const store = await openStore(home);
  for (let index = 0; index < count; index += 1) value(await store.append({ ...exampleDraft, reason: `reason ${index + 1}` }));
  const head = value(await store.head()) ?? { seq: 0, hash: '' };
  await store.close();
  return { fingerprint: store.fingerprint(), head };
}

/** The value, or a failed test with the failure's words. */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.message} ${result.error.upstream?.text ?? ''}`);
  return result.value;
}
