import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Log } from '#core/ports/log.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { upstreamText } from '#shared/contract/upstream-text.ts';
import { signedText } from '#shared/domain/audit/chain.ts';
import type { Checkpoint } from '#shared/domain/audit/entry.ts';
import { keyFingerprint } from './chain-crypto.ts';

/** Signs checkpoints with this desk's key. */
export interface Signer {
  readonly fingerprint: string;
  sign(statement: Pick<Checkpoint, 'seq' | 'hash' | 'at'>): Checkpoint;
}

const Jwk = z.object({ crv: z.literal('Ed25519'), x: z.string() });

/** The desk's Ed25519 key from `file` (PEM, 0600), made at first use. Several processes may ask at once: one key wins. */
export function loadSigner(file: string, log: Log): Result<Signer> {
  try {
    if (!existsSync(file)) create(file, log);
  } catch (error) {
    return unusable(`The key ${file}, which signs the audit log, cannot be made. Check the disk and the rights of its folder.`, error);
  }
  try {
    // Windows has no such bits; the folder's own rights guard it there.
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
      log.warn('The key that signs the audit log can be read by other accounts: set its mode to 0600', { file });
    return ok(signerOf(createPrivateKey(readFileSync(file, 'utf8'))));
  } catch (error) {
    return unusable(
      `The key ${file}, which signs the audit log, cannot be used. Restore it, or move it away so that a new one is made.`,
      error,
    );
  }
}

function unusable(message: string, error: unknown): Result<never> {
  const text = error instanceof Error ? upstreamText(error.message) : 'unknown';
  return fail('storage', message, { upstream: { source: 'system', text } });
}

function create(file: string, log: Log): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  const mine = `${file}.${randomUUID()}`;
  try {
    writeFileSync(mine, pem, { mode: 0o600, flag: 'wx', flush: true });
    // A link fails where a rename would replace: whoever came first keeps the key.
    linkSync(mine, file);
    log.info('A new key signs the audit log from here on: note its fingerprint elsewhere', { file });
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

function signerOf(key: KeyObject): Signer {
  const raw = Buffer.from(Jwk.parse(createPublicKey(key).export({ format: 'jwk' })).x, 'base64url');
  const fingerprint = keyFingerprint(raw);
  const publicKey = raw.toString('base64');
  return {
    fingerprint,
    sign({ seq, hash, at }) {
      const unsigned = { seq, hash, at, fingerprint, publicKey };
      return { ...unsigned, signature: sign(null, Buffer.from(signedText(unsigned)), key).toString('base64') };
    },
  };
}
