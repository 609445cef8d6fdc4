import { mkdir } from 'node:fs/promises';
import type { Result } from '#shared/contract/result.ts';
import { fail, ok } from '#shared/contract/result.ts';

/** Makes the folder, for its owner alone. Errors: `storage`. */
export async function makeHome(path: string): Promise<Result<string>> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    return ok(path);
  } catch (error) {
    return fail('storage', `The folder for the desk's state, ${path}, cannot be made. Give another with --home DIR or RCC_HOME.`, {
      upstream: { source: 'file system', text: error instanceof Error ? error.message : String(error) },
    });
  }
}
