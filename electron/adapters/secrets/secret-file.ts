import { open } from 'node:fs/promises';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { upstreamText } from '#shared/contract/upstream-text.ts';

const longest = 4_096;

/**
 * A secret in a file of its own, read anew every time so that a rotated one is used at once. Errors: `unauthenticated` for a file
 * that is missing, empty, of several lines, or readable by others than its owner.
 */
export async function readSecretFile(path: string): Promise<Result<string>> {
  try {
    const handle = await open(path, 'r');
    try {
      // Of the opened file, not of its name: the two could be changed apart.
      const { mode, size } = await handle.stat();
      if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
        const octal = (mode & 0o777).toString(8).padStart(3, '0');
        return fail('unauthenticated', `${path} holds a token and others may read it (mode ${octal}). Run chmod 600 on it.`);
      }
      if (size > longest) return fail('unauthenticated', `${path} is too long for a token.`);
      const text = (await handle.readFile('utf8')).trim();
      if (text === '') return fail('unauthenticated', `${path} is empty. Write the token into it.`);
      return ok(text);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return fail('unauthenticated', `${path} cannot be read.`, { upstream: { source: path, text: upstreamText(words) } });
  }
}
