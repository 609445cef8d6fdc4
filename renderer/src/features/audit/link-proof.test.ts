import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalText } from '#shared/domain/audit/canonical.ts';
import { signedText } from '#shared/domain/audit/chain.ts';
import { type AuditEntry, type Checkpoint, genesisHash } from '#shared/domain/audit/entry.ts';
import { proveHash, proveSignature } from './link-proof.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const base64 = (buffer: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));
async function sha256(content: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const unhashed: Omit<AuditEntry, 'hash'> = {
  seq: 1,
  previousHash: genesisHash,
  auditId: 'act',
  phase: 'intent',
  at: '2026-11-26T10:00:00.000Z',
  actor: { name: 'm.okafor', source: 'SelfSubjectReview' },
  role: 'operator',
  action: 'rollback.execute',
  target: 'prod/shop/Rollout/payments',
  reason: '40 % fail, “now”',
  outcome: null,
  writer: { host: 'desk', pid: 1, startedAt: 'boot' },
  detail: { b: 1, a: [1.5, null, 'é'], nested: { z: true, y: {} } },
};

describe('the hash of an entry, worked out in the page', () => {
  let entry: AuditEntry;
  beforeAll(async () => {
    entry = { ...unhashed, hash: await sha256(bytes(canonicalText(unhashed))) };
  });

  test('matches what was written', async () => {
    expect(await proveHash(entry)).toBe('matches');
  });
  test('differs when anything of it differs', async () => {
    expect(await proveHash({ ...entry, reason: '40 % fail' })).toBe('differs');
    expect(await proveHash({ ...entry, detail: { ...entry.detail, b: 2 } })).toBe('differs');
  });
});

describe('the signature of a checkpoint', () => {
  let checkpoint: Checkpoint;
  beforeAll(async () => {
    const keys = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
    if (!('publicKey' in keys)) throw new Error('a pair was asked for');
    const raw = await crypto.subtle.exportKey('raw', keys.publicKey);
    const unsigned = {
      seq: 1,
      hash: 'a'.repeat(64),
      at: '2026-11-26T10:01:00.000Z',
      fingerprint: await sha256(raw),
      publicKey: base64(raw),
    };
    checkpoint = { ...unsigned, signature: base64(await crypto.subtle.sign('Ed25519', keys.privateKey, bytes(signedText(unsigned)))) };
  });

  test('matches', async () => {
    expect(await proveSignature(checkpoint)).toBe('matches');
  });
  test('differs for another head, another key or a name that is not the key’s', async () => {
    expect(await proveSignature({ ...checkpoint, seq: 2 })).toBe('differs');
    expect(await proveSignature({ ...checkpoint, fingerprint: 'f'.repeat(64) })).toBe('differs');
    expect(await proveSignature({ ...checkpoint, publicKey: 'nonsense' })).toBe('differs');
  });
});
