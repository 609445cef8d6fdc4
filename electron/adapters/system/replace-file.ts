import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '#shared/contract/result.ts';

/** Replaces a file as a whole, for its owner alone (0600): a crash leaves the old one or the new one. Errors: `storage`. */
export async function replaceFile(file: string, text: string): Promise<Result<void>> {
  const draft = `${file}.${process.pid}.new`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(draft, 'w', 0o600);
    try {
      await handle.writeFile(`${text}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
    return ok(undefined);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    return fail('storage', `${file} cannot be read or written.`, {
      upstream: { source: file, text: error instanceof Error ? error.message : String(error) },
    });
  }
}
