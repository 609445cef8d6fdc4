import { open, readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { ReleaseFile, ReleaseFiles } from '#core/ports/release-files.ts';
import type { Clock } from '#core/ports/clock.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { upstreamText } from '#shared/contract/upstream-text.ts';

const everyMs = 1_000;
const largest = 1_000_000;
const isYaml = /\.ya?ml$/;

/** A folder on disk, its sub-folders included. Looks for changes by name, size and time, once a second while somebody listens: network drives tell nobody. */
export function createFolderReleaseFiles(folder: string, clock: Clock): ReleaseFiles {
  async function names(): Promise<string[]> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && isYaml.test(entry.name));
    return files.map((entry) => relative(folder, join(entry.parentPath, entry.name))).toSorted();
  }

  async function readOne(name: string): Promise<ReleaseFile> {
    const handle = await open(join(folder, name));
    try {
      // One byte more than a file may have is enough to say that it has too many.
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(largest + 1), 0, largest + 1, 0);
      return { name: name.split(sep).join('/'), text: buffer.toString('utf8', 0, bytesRead) };
    } finally {
      await handle.close();
    }
  }

  async function marks(): Promise<string> {
    try {
      const stats = await Promise.all(
        (await names()).map(async (name) => {
          const { size, mtimeMs, ino } = await stat(join(folder, name));
          return `${name} ${size} ${mtimeMs} ${ino}`;
        }),
      );
      return stats.join('\n');
    } catch (error) {
      return String(error);
    }
  }

  return {
    place: folder,
    async read(): Promise<Result<readonly ReleaseFile[]>> {
      try {
        return ok(await Promise.all((await names()).map(readOne)));
      } catch (error) {
        if (isMissing(error)) return ok([]);
        return fail('storage', `The release folder ${folder} cannot be read.`, {
          upstream: { source: 'file system', text: upstreamText(error instanceof Error ? error.message : String(error)) },
        });
      }
    },
    onChange(listener, signal) {
      void follow(listener, signal);
    },
  };

  async function follow(listener: () => void, signal: AbortSignal): Promise<void> {
    let seen = await marks();
    while (!signal.aborted) {
      await clock.sleep(everyMs, signal);
      if (signal.aborted) return;
      const now = await marks();
      if (now !== seen) listener();
      seen = now;
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
