import { canonicalText } from './canonical.ts';
import { type AuditDraft, type AuditEntry, type Checkpoint, genesisHash } from './entry.ts';

/** Where a chain ends: the last entry's number and hash. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** What the chain needs of a cryptographic library; handed in, so that the rules stay pure. */
export interface ChainCrypto {
  /** SHA-256 of the UTF-8 text, lower-case hex. */
  sha256Hex(text: string): string;
  /** SHA-256 (hex) of the raw key, or null where the text is not the exact base64 of a 32-byte key. */
  fingerprintOf(publicKey: string): string | null;
  /** Ed25519 over the UTF-8 text, key and signature in exact base64. False for anything that is not a valid signature by that key. */
  verifySignature(publicKey: string, text: string, signature: string): boolean;
}

/** A new entry and its canonical form, the line that is stored and exported. */
export interface Link {
  readonly entry: AuditEntry;
  readonly line: string;
}

/** The next link: `draft` numbered, tied to `previous` (null: the first entry) and hashed. */
export function linkEntry(draft: AuditDraft, previous: Head | null, sha256Hex: (text: string) => string): Link {
  const { action, actor, at, auditId, detail, outcome, phase, reason, role, target, writer, ...more } = draft;
  // A field added to the draft has to be given its side of "hash" below.
  more satisfies Record<string, never>;
  const seq = (previous?.seq ?? 0) + 1;
  const previousHash = previous?.hash ?? genesisHash;
  // In canonical order `hash` stands between these two: the line is put together from the text that was hashed, not serialised again.
  const before = canonicalText({ action, actor, at, auditId, detail }).slice(0, -1);
  const after = canonicalText({ outcome, phase, previousHash, reason, role, seq, target, writer }).slice(1);
  const hash = sha256Hex(`${before},${after}`);
  const entry = { action, actor, at, auditId, detail, hash, outcome, phase, previousHash, reason, role, seq, target, writer };
  return { entry, line: `${before},"hash":"${hash}",${after}` };
}

/** The text under an entry's hash: its canonical form without `hash`. `line` is the canonical form of `entry`, `hash` its hash. */
export function unhashedText(line: string, entry: Readonly<Record<string, unknown>>, hash: string): string {
  const member = `"hash":"${hash}",`;
  const at = line.indexOf(member);
  // Found once, it is the entry's own, and cutting it out is far cheaper than serialising again.
  if (at !== -1 && at === line.lastIndexOf(member)) return line.slice(0, at) + line.slice(at + member.length);
  const { hash: _, ...unhashed } = entry;
  return canonicalText(unhashed);
}

/** The text a checkpoint's signature covers: its canonical form without `signature`. */
export function signedText(checkpoint: Omit<Checkpoint, 'signature'>): string {
  const { seq, hash, at, fingerprint, publicKey } = checkpoint;
  return canonicalText({ seq, hash, at, fingerprint, publicKey });
}
