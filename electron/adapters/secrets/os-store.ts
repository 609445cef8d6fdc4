import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { SecretName } from '#core/ports/secrets.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { upstreamText } from '#shared/contract/upstream-text.ts';

/** The operating system's cipher, as Electron's safeStorage has it. A host without Electron has none. */
export interface OsCipher {
  /** Whether its key can be reached now; a locked or missing keyring says no. */
  available(): Promise<boolean>;
  /** On Linux the keyring in use, for example `gnome_libsecret`; null elsewhere. */
  backend(): Promise<string | null>;
  encrypt(text: string): Promise<Uint8Array>;
  /** `stale`: readable, but to be encrypted anew. */
  decrypt(bytes: Uint8Array): Promise<{ text: string; stale: boolean }>;
}

/** Secrets encrypted by the operating system, in one file of this desk's home. */
export interface OsStore {
  /** What it is called, in a sentence. */
  place(): Promise<string>;
  get(name: SecretName): Promise<Result<string | null>>;
  set(name: SecretName, value: string | null): Promise<Result<void>>;
}

const Kept = z.record(z.string(), z.base64());

/** `file`: where the encrypted values lie. Errors: `storage`, in words, where a value could only be kept readable for everybody. */
export function createOsStore({ cipher, file }: { cipher: OsCipher; file: string }): OsStore {
  async function place(): Promise<string> {
    const backend = await cipher.backend();
    return backend === null ? 'the secret store of this system' : `the keyring of this desktop (${backend})`;
  }

  /** Asked before every use: to encrypt or decrypt without a store to do it ends Electron's whole process (seen with 42). */
  async function usable(): Promise<Result<void>> {
    if ((await cipher.backend()) === 'basic_text') {
      return fail(
        'storage',
        'This desktop has no keyring: a token would lie on the disk as good as in plain text, so it is not kept. Unlock or install a keyring (gnome-keyring, KWallet), or set RCC_GITHUB_TOKEN.',
      );
    }
    if (await cipher.available()) return ok(undefined);
    return fail('storage', `${capital(await place())} cannot be reached. Unlock it, or set RCC_GITHUB_TOKEN.`);
  }

  async function read(): Promise<Result<z.infer<typeof Kept>>> {
    try {
      const kept = Kept.safeParse(JSON.parse(await readFile(file, 'utf8')));
      return kept.success
        ? ok(kept.data)
        : fail('storage', `${file} does not hold what this desk wrote. Move it away and set the token again.`);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ok({});
      return fail('storage', `${file} cannot be read.`, { upstream: { source: file, text: upstreamText(wordsOf(error)) } });
    }
  }

  async function write(kept: z.infer<typeof Kept>): Promise<Result<void>> {
    try {
      // Beside it first: a crash in the middle leaves the old file.
      await writeFile(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
      await chmod(`${file}.new`, 0o600);
      await rename(`${file}.new`, file);
      return ok(undefined);
    } catch (error) {
      return fail('storage', `${file} cannot be written.`, { upstream: { source: file, text: upstreamText(wordsOf(error)) } });
    }
  }

  async function set(name: SecretName, value: string | null): Promise<Result<void>> {
    const kept = await read();
    if (!kept.ok) return kept;
    const { [name]: _old, ...others } = kept.value;
    if (value === null) return write(others);
    const may = await usable();
    if (!may.ok) return may;
    try {
      return await write({ ...others, [name]: Buffer.from(await cipher.encrypt(value)).toString('base64') });
    } catch (error) {
      const text = await place();
      return fail('storage', `${capital(text)} refused to keep the token.`, {
        upstream: { source: text, text: upstreamText(wordsOf(error)) },
      });
    }
  }

  return {
    place,
    set,
    async get(name) {
      const kept = await read();
      if (!kept.ok) return kept;
      const sealed = kept.value[name];
      if (sealed === undefined) return ok(null);
      const may = await usable();
      if (!may.ok) return may;
      try {
        const opened = await cipher.decrypt(Buffer.from(sealed, 'base64'));
        if (opened.stale) await set(name, opened.text);
        return ok(opened.text);
      } catch (error) {
        const text = await place();
        const upstream = { source: text, text: upstreamText(wordsOf(error)) };
        return fail('unauthenticated', `${capital(text)} cannot open the token kept here. Set it again.`, { upstream });
      }
    },
  };
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
