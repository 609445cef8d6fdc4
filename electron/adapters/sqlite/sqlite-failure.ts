import { z } from 'zod';
import { type Failure, fail, type Result } from '#shared/contract/result.ts';
import { upstreamText } from '#shared/contract/upstream-text.ts';

/** What node:sqlite throws. `errcode` is SQLite's extended code; its low byte is the primary one (sqlite.org/rescode.html). */
const SqliteError = z.object({ code: z.literal('ERR_SQLITE_ERROR'), errcode: z.number().int(), message: z.string() });
const SystemError = z.object({ code: z.string(), syscall: z.string(), message: z.string() });
/** node:sqlite on a closed database. */
const ClosedError = z.object({ code: z.literal('ERR_INVALID_STATE') });

/** SQLITE_BUSY: somebody else holds a lock. */
export const busyCode = 5;

const advice: Readonly<Record<number, string>> = {
  1: 'What it holds is not what this program wrote. Run rcc audit verify on it.',
  3: 'This account may not use it. Give it the right to read and write the file and its folder.',
  [busyCode]: 'Another process held it for longer than 5 s. End or resume that process, then try again.',
  8: 'It cannot be written. Make the file and its folder writable for this account.',
  10: 'The disk failed to read or write it. Check the disk, then try again.',
  11: 'It is damaged. Keep a copy, run rcc audit verify on it, then move it away so that a new log can begin.',
  13: 'The disk is full. Free space on it, then try again.',
  14: 'It cannot be opened. Check that its folder exists and that this account may write there.',
  26: 'It is not a SQLite database. Move it away so that a new log can begin, or give another --home.',
};

/** A thrown storage error as a Failure, in SQLite's or the system's own words; null for what storage did not throw. `what` names the file's kind. */
export function storageFailure(error: unknown, file: string, what = 'audit log'): Failure | null {
  const sqlite = SqliteError.safeParse(error);
  if (sqlite.success) {
    const { errcode, message } = sqlite.data;
    const hint = advice[errcode & 0xff] ?? 'Check the file and its disk, then try again.';
    return { kind: 'storage', message: `The ${what} ${file} cannot be used. ${hint}`, upstream: upstream(message, errcode) };
  }
  if (ClosedError.safeParse(error).success) return { kind: 'storage', message: `The ${what} ${file} is closed: this desk is stopping.` };
  const system = SystemError.safeParse(error);
  if (!system.success) return null;
  return {
    kind: 'storage',
    message: `The ${what} ${file} cannot be used. Check that its folder exists and that this account may read and write there.`,
    upstream: { source: 'system', text: upstreamText(system.data.message) },
  };
}

/** Runs `work`; what storage throws becomes a Failure, a bug stays thrown. */
export function guarded<T>(file: string, work: () => Result<T>, what?: string): Result<T> {
  try {
    return work();
  } catch (error) {
    const failure = storageFailure(error, file, what);
    if (failure === null) throw error;
    return { ok: false, error: failure };
  }
}

export function isBusy(error: unknown): boolean {
  const sqlite = SqliteError.safeParse(error);
  return sqlite.success && (sqlite.data.errcode & 0xff) === busyCode;
}

/** SQLITE_CONSTRAINT_TRIGGER: a rule of the log refused the row. */
export function isRefusedByTrigger(error: unknown): boolean {
  const sqlite = SqliteError.safeParse(error);
  return sqlite.success && sqlite.data.errcode === 1811;
}

/** What is stored is not what this program writes. */
export function brokenLog(file: string, detail: string): Result<never> {
  return fail('storage', `The audit log ${file} cannot be read: ${detail}. Run rcc audit verify on it.`);
}

function upstream(message: string, errcode: number) {
  return { source: 'sqlite', text: upstreamText(message), status: errcode };
}
