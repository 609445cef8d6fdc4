import { readFile, stat } from 'node:fs/promises';
import type { Clock } from '#core/ports/clock.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';

export interface FreshFiles {
  /** The file's text. `unauthenticated` with the system's words when it cannot be read. */
  read(path: string): Promise<Result<string>>;
  /** The next read goes to the disk, whatever the file's times say. */
  forget(): void;
}

interface Held {
  readonly text: string;
  readonly mark: string;
  readonly readAt: number;
  readonly checkedAt: number;
}

const checkEveryMs = 1_000;
const readEveryMs = 60_000;

/** Credentials and certificates that are rotated on disk: read again when the file changes, and each minute anyway. */
export function createFreshFiles(clock: Clock): FreshFiles {
  const held = new Map<string, Held>();
  return {
    async read(path) {
      const now = clock.monotonic();
      const last = held.get(path);
      if (last && now - last.checkedAt < checkEveryMs) return ok(last.text);
      try {
        const { mtimeMs, size, ino } = await stat(path);
        const mark = `${mtimeMs} ${size} ${ino}`;
        const known = last && last.mark === mark && now - last.readAt < readEveryMs;
        const next = known ? { ...last, checkedAt: now } : { text: await readFile(path, 'utf8'), mark, readAt: now, checkedAt: now };
        held.set(path, next);
        return ok(next.text);
      } catch (error) {
        const text = error instanceof Error ? error.message : String(error);
        return fail('unauthenticated', `${path}, which the kubeconfig names, cannot be read.`, { upstream: { source: path, text } });
      }
    },
    forget: () => held.clear(),
  };
}
