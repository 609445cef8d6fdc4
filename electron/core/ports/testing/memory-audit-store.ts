import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { fail, ok } from '#shared/contract/result.ts';
import { type ChainCrypto, linkEntry, signedText } from '#shared/domain/audit/chain.ts';
import { AuditDraft, type AuditEntry, type Checkpoint, closesIntent } from '#shared/domain/audit/entry.ts';
import { checkpointLine, entryLine } from '#shared/domain/audit/export.ts';
import { createChainVerifier } from '#shared/domain/audit/verify-chain.ts';
import type { AuditFilter, AuditStore } from '../audit-store.ts';
import type { Clock } from '../clock.ts';

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The audit log in memory, for tests of what uses one. Linked, signed and verified by the same rules; gone with the test. */
export function createMemoryAuditStore(clock: Pick<Clock, 'now'>): AuditStore {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const fingerprint = sha256(raw);
  const log: AuditEntry[] = [];
  const signed: Checkpoint[] = [];

  return {
    async append(draft) {
      const closed = draft.phase === 'reconciled' && log.some(({ auditId, phase }) => auditId === draft.auditId && closesIntent(phase));
      if (closed) return fail('conflict', 'This act has its end in the log already.');
      const { entry } = linkEntry(AuditDraft.parse(structuredClone(draft)), log.at(-1) ?? null, sha256);
      log.push(entry);
      return ok(entry);
    },
    list: async (filter) =>
      ok(
        log
          .filter((entry) => matches(entry, filter))
          .toReversed()
          .slice(0, filter.limit),
      ),
    async *entries(from = 1) {
      for (let seq = from; seq <= log.length; seq += 1) yield* log.slice(seq - 1, seq);
    },
    checkpoints: async () => ok([...signed]),
    async head() {
      const last = log.at(-1);
      return ok(last === undefined ? null : { seq: last.seq, hash: last.hash });
    },
    fingerprint: () => fingerprint,
    async checkpoint() {
      const last = log.at(-1);
      if (last === undefined || last.seq <= (signed.at(-1)?.seq ?? 0)) return ok(null);
      const at = new Date(clock.now()).toISOString();
      const unsigned = { seq: last.seq, hash: last.hash, at, fingerprint, publicKey: raw.toString('base64') };
      const checkpoint = { ...unsigned, signature: sign(null, Buffer.from(signedText(unsigned)), privateKey).toString('base64') };
      signed.push(checkpoint);
      return ok(checkpoint);
    },
    async openIntents() {
      const open = new Map<string, AuditEntry>();
      for (const entry of log) {
        if (entry.phase === 'intent') open.set(entry.auditId, entry);
        else if (closesIntent(entry.phase)) open.delete(entry.auditId);
      }
      return ok([...open.values()].toSorted((a, b) => a.seq - b.seq));
    },
    async verify(claims, watching) {
      const verifier = createChainVerifier(cryptography, claims);
      for (const entry of log) {
        if (watching?.signal.aborted === true) break;
        watching?.onEntries(entry.seq);
        verifier.feed(entryLine(entry), { seq: entry.seq });
        for (const checkpoint of signed) if (checkpoint.seq === entry.seq) verifier.feed(checkpointLine(checkpoint), {});
      }
      return ok(verifier.finish());
    },
    close: async () => {},
  };
}

const cryptography: ChainCrypto = {
  sha256Hex: sha256,
  fingerprintOf: (key) => sha256(Buffer.from(key, 'base64')),
  verifySignature(key, text, signature) {
    const x = Buffer.from(key, 'base64').toString('base64url');
    return verify(
      null,
      Buffer.from(text),
      createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }),
      Buffer.from(signature, 'base64'),
    );
  },
};

function matches(entry: AuditEntry, filter: AuditFilter): boolean {
  const text = filter.text?.toLowerCase() ?? '';
  return (
    [entry.actor.name, entry.action, entry.target, entry.reason].some((cell) => cell.toLowerCase().includes(text)) &&
    holds(entry.actor.name, filter.contains?.actor) &&
    holds(entry.action, filter.contains?.action) &&
    holds(entry.target, filter.contains?.target) &&
    (filter.outcome ?? entry.outcome) === entry.outcome &&
    (filter.action ?? entry.action) === entry.action &&
    (filter.target ?? entry.target) === entry.target &&
    (filter.auditId ?? entry.auditId) === entry.auditId &&
    entry.at >= (filter.since ?? '') &&
    entry.seq < (filter.beforeSeq ?? Number.POSITIVE_INFINITY)
  );
}

function holds(cell: string, part = ''): boolean {
  return cell.toLowerCase().includes(part.toLowerCase());
}
