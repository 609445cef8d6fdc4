import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { upstreamText } from '#shared/contract/upstream-text.ts';

/**
 * Writes a file a person named, for its owner alone (0600): whoever reads it finds the whole of it, or what was there before, also
 * after a kill -9 or a full disk. A killed writer leaves its draft beside it, `.NAME.PID.part`. What is no file (a pipe, a device) is
 * written to as it is. Errors: `storage`, with the file's name and the system's words.
 */
export async function writeWhole(file: string, text: string): Promise<Result<void>> {
  const place = await placeOf(file);
  if (place === null) return guarded(file, () => writeFile(file, text));
  const draft = join(dirname(place), `.${basename(place)}.${process.pid}.part`);
  const written = await guarded(file, async () => {
    const handle = await open(draft, 'w', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, place);
  });
  if (!written.ok) await rm(draft, { force: true }).catch(() => undefined);
  return written;
}

/** Where the file really is: a link is followed, so that it stays one. null: something that is no file stands there. */
async function placeOf(file: string): Promise<string | null> {
  try {
    const place = await realpath(file);
    return (await stat(place)).isFile() ? place : null;
  } catch {
    // Not there yet, or not to be seen: writing says so.
    return file;
  }
}

async function guarded(file: string, work: () => Promise<void>): Promise<Result<void>> {
  try {
    await work();
    return ok(undefined);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return fail(
      'storage',
      `${file} cannot be written. ${error.code === 'ENOSPC' ? 'The disk is full: free space on it, or give' : 'Give'} another --output.`,
      {
        upstream: { source: 'system', text: upstreamText(error.message) },
      },
    );
  }
}
