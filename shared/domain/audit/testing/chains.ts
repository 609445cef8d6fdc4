import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { type ChainCrypto, linkEntry, signedText } from '../chain.ts';
import type { AuditDraft, AuditEntry, Checkpoint } from '../entry.ts';
import { checkpointLine, entryLine } from '../export.ts';

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const keyOf = (publicKey: string) =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey, 'base64').toString('base64url') }, format: 'jwk' });

/** Plain cryptography for tests of the rules. */
export const testCrypto: ChainCrypto = {
  sha256Hex: sha256,
  fingerprintOf: (publicKey) => sha256(Buffer.from(publicKey, 'base64')),
  // One spelling of a signature only: base64 has spare bits, and a changed line must not pass.
  verifySignature: (publicKey, text, signature) =>
    Buffer.from(signature, 'base64').toString('base64') === signature &&
    verify(null, Buffer.from(text), keyOf(publicKey), Buffer.from(signature, 'base64')),
};

/** A fresh signing key, as a desk has one. */
export function testSigner() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const fingerprint = sha256(raw);
  return {
    fingerprint,
    sign({ seq, hash, at }: AuditEntry): Checkpoint {
      const unsigned = { seq, hash, at, fingerprint, publicKey: raw.toString('base64') };
      return { ...unsigned, signature: sign(null, Buffer.from(signedText(unsigned)), privateKey).toString('base64') };
    },
  };
}

export const exampleDraft: AuditDraft = {
  auditId: 'act-1',
  phase: 'intent',
  at: '2026-03-01T10:00:00.000Z',
  actor: { name: 'anna@example.org', source: 'SelfSubjectReview' },
  role: 'conductor',
  action: 'rollback.execute',
  target: 'prod-eu/shop/Rollout/checkout',
  reason: 'error rate 4 %',
  outcome: null,
  writer: { host: 'desk-1', pid: 4242, startedAt: 'boot+1' },
  detail: { lever: 'abort', seen: { requested: 20, observed: 19.4 } },
};

/** Links drafts into a chain. */
export function chainOf(drafts: readonly AuditDraft[]): AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (const draft of drafts) entries.push(linkEntry(draft, entries.at(-1) ?? null, sha256).entry);
  return entries;
}

/** A chain of `length` plain entries: an intent and its outcome, again and again. */
export function exampleChain(length: number): AuditEntry[] {
  return chainOf(
    Array.from({ length }, (_, index) => ({
      ...exampleDraft,
      auditId: `act-${index >> 1}`,
      phase: index % 2 === 0 ? ('intent' as const) : ('outcome' as const),
      outcome: index % 2 === 0 ? null : ('effective' as const),
      reason: `reason ${index + 1}`,
    })),
  );
}

/** The lines of an export: entries, and a checkpoint after each entry `signs` names. */
export function linesOf(entries: readonly AuditEntry[], signer = testSigner(), signs: readonly number[] = []): string[] {
  return entries.flatMap((entry) => [entryLine(entry), ...(signs.includes(entry.seq) ? [checkpointLine(signer.sign(entry))] : [])]);
}

const json = fc.jsonValue({ maxDepth: 3 }).map((value): unknown => JSON.parse(JSON.stringify(value)));

/** Any draft: text of every script, JSON of every shape. */
export const anyDraft: fc.Arbitrary<AuditDraft> = fc.record({
  auditId: fc.uuid(),
  phase: fc.constantFrom('intent', 'sent', 'outcome', 'observed', 'reconciled'),
  at: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
  actor: fc.record({ name: fc.string({ unit: 'grapheme' }), source: fc.constantFrom('SelfSubjectReview', 'session', 'unknown') }),
  role: fc.string(),
  action: fc.string({ unit: 'grapheme' }),
  target: fc.string({ unit: 'grapheme' }),
  reason: fc.string({ unit: 'grapheme' }),
  outcome: fc.constantFrom(null, 'effective', 'refused', 'failed'),
  writer: fc.record({ host: fc.string(), pid: fc.nat(), startedAt: fc.string() }),
  detail: fc.dictionary(fc.string({ unit: 'grapheme' }), json).map((detail) => JSON.parse(JSON.stringify(detail))),
});

export const anyChain: fc.Arbitrary<AuditEntry[]> = fc.array(anyDraft, { minLength: 1, maxLength: 12 }).map(chainOf);
