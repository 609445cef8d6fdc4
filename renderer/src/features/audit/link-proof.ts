import { canonicalText } from '#shared/domain/audit/canonical.ts';
import { signedText } from '#shared/domain/audit/chain.ts';
import type { AuditEntry, Checkpoint } from '#shared/domain/audit/entry.ts';

/**
 * What this page worked out by itself, from the entry as it stands on the screen: `matches`, `differs`, or `cannot` where the
 * browser has no cryptography on this address. It asks nobody: the desk that shows an entry is not the one that vouches for it.
 */
export type Proven = 'matches' | 'differs' | 'cannot';

/** Whether the hash an entry carries is the hash of the entry. */
export async function proveHash(entry: AuditEntry): Promise<Proven> {
  const { hash, ...unhashed } = entry;
  const found = await sha256Hex(new TextEncoder().encode(canonicalText(unhashed)));
  if (found === null) return 'cannot';
  return found === hash ? 'matches' : 'differs';
}

/** Whether a checkpoint is signed by the key it names, and that key has the fingerprint it names. */
export async function proveSignature(checkpoint: Checkpoint): Promise<Proven> {
  if (!hasCryptography()) return 'cannot';
  try {
    const raw = bytesOf(checkpoint.publicKey);
    if ((await sha256Hex(raw)) !== checkpoint.fingerprint) return 'differs';
    const key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
    const text = new TextEncoder().encode(signedText(checkpoint));
    return (await crypto.subtle.verify('Ed25519', key, bytesOf(checkpoint.signature), text)) ? 'matches' : 'differs';
  } catch (error) {
    // A browser that does not know Ed25519 says so; a key that is none is no key.
    return error instanceof DOMException && error.name === 'NotSupportedError' ? 'cannot' : 'differs';
  }
}

/** Browsers keep it from pages served without TLS to another machine. */
function hasCryptography(): boolean {
  return 'subtle' in crypto;
}

async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  if (!hasCryptography()) return null;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
