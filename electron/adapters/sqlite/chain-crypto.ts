import { createHash, createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import type { ChainCrypto } from '#shared/domain/audit/chain.ts';

/** SHA-256 of UTF-8 text, lower-case hex. */
export function sha256Hex(text: string): string {
  return hash('sha256', text, 'hex');
}

/** The 32 raw bytes behind base64, or null. Sloppy base64 is refused: two spellings of one key would be two keys to a reader. */
function exactBytes(base64: string, length: number): Buffer | null {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === length && bytes.toString('base64') === base64 ? bytes : null;
}

/** SHA-256 (hex) of a raw Ed25519 public key. */
export function keyFingerprint(raw: Uint8Array): string {
  return createHash('sha256').update(raw).digest('hex');
}

/** The chain's rules with this runtime's cryptography. */
export function createChainCrypto(): ChainCrypto {
  // Nearly every log is signed by one key; parsing it anew would cost as much as the signature.
  let known: { readonly text: string; readonly key: KeyObject } | null = null;
  const keyOf = (text: string): KeyObject | null => {
    if (known?.text === text) return known.key;
    const raw = exactBytes(text, 32);
    if (raw === null) return null;
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' });
    known = { text, key };
    return key;
  };
  return {
    sha256Hex,
    fingerprintOf(publicKey) {
      const raw = exactBytes(publicKey, 32);
      return raw === null ? null : keyFingerprint(raw);
    },
    verifySignature(publicKey, text, signature) {
      const key = keyOf(publicKey);
      const bytes = exactBytes(signature, 64);
      return key !== null && bytes !== null && verify(null, Buffer.from(text), key, bytes);
    },
  };
}
