import { describe, expect, it } from 'vitest';
import { canonicalText } from './canonical.ts';
import type { AuditEntry } from './entry.ts';
import { checkpointLine, entryLine } from './export.ts';
import { chainOf, exampleChain, exampleDraft, linesOf, testCrypto, testSigner } from './testing/chains.ts';
import type { Claims, Verdict } from './verdict.ts';
import { createChainVerifier } from './verify-chain.ts';

function verdictOf(lines: readonly string[], claims: Claims = {}): Verdict {
  const verifier = createChainVerifier(testCrypto, claims);
  lines.every((line, index) => verifier.feed(line, { line: index + 1 }));
  return verifier.finish();
}

const signer = testSigner();
const entries = exampleChain(6);
const lines = linesOf(entries, signer, [4, 6]);
const headOf = (entry: AuditEntry | undefined) => ({ seq: entry?.seq ?? 0, hash: entry?.hash ?? '' });

describe('an intact log', () => {
  it('says how long it is, where it ends and who signed it', () => {
    expect(verdictOf(lines)).toMatchObject({
      intact: true,
      entries: 6,
      head: headOf(entries[5]),
      fingerprints: [signer.fingerprint],
      checkpoints: 2,
      signedUpTo: 6,
      firstBad: null,
      openIntents: 0,
      unpairedOutcomes: 0,
    });
  });

  it('without claims says what a file alone cannot exclude: a cut at the end, and a rewritten log', () => {
    const { cannotExclude } = verdictOf(lines);
    expect(cannotExclude).toEqual([
      expect.stringMatching(/^A cut at the end/),
      expect.stringMatching(/^A whole log rewritten under another key/),
    ]);
  });

  it('with key and head leaves nothing open', () => {
    expect(verdictOf(lines, { key: signer.fingerprint, head: headOf(entries[5]) })).toMatchObject({ intact: true, cannotExclude: [] });
  });

  it('says which entries at the end no checkpoint covers, unless the head vouches for them', () => {
    const tail = linesOf(entries, signer, [4]);
    expect(verdictOf(tail, { key: signer.fingerprint }).cannotExclude).toContainEqual(
      expect.stringContaining('Entries 5 to 6 are not signed'),
    );
    expect(verdictOf(tail, { key: signer.fingerprint, head: headOf(entries[5]) }).cannotExclude).toEqual([]);
    expect(verdictOf(linesOf(entries)).cannotExclude).toContainEqual(expect.stringContaining('no checkpoint signs this log'));
  });

  it('an old head vouches up to its entry only', () => {
    expect(verdictOf(lines, { head: headOf(entries[2]) }).cannotExclude).toEqual([
      'A cut at the end: --head vouches for the log up to entry 3 only.',
      expect.stringMatching(/^A whole log rewritten/),
    ]);
  });

  it('reports intents nothing closed and outcomes nothing opened, and does not call them broken', () => {
    const chain = chainOf([
      exampleDraft,
      { ...exampleDraft, phase: 'sent' },
      { ...exampleDraft, auditId: 'act-2' },
      { ...exampleDraft, auditId: 'act-2', phase: 'outcome', outcome: 'effective' },
      { ...exampleDraft, auditId: 'act-2', phase: 'observed' },
      { ...exampleDraft, auditId: 'act-3', phase: 'reconciled', outcome: 'unknown' },
    ]);
    expect(verdictOf(linesOf(chain))).toMatchObject({ intact: true, openIntents: 1, unpairedOutcomes: 1 });
  });

  it('a refusal stands alone: it needs no intent', () => {
    const chain = chainOf([{ ...exampleDraft, phase: 'outcome', outcome: 'refused' }]);
    expect(verdictOf(linesOf(chain))).toMatchObject({ intact: true, unpairedOutcomes: 0 });
  });
});

describe('claims that the file does not meet', () => {
  it('a cut tail is broken once the head is given', () => {
    const cut = linesOf(entries.slice(0, 4), signer, [4]);
    expect(verdictOf(cut)).toMatchObject({ intact: true });
    expect(verdictOf(cut, { head: headOf(entries[5]) })).toMatchObject({ intact: false, firstBad: { seq: 5, expected: 'entry 6' } });
  });

  it('a log rewritten under another key is broken once the key, or the head, is given', () => {
    const forged = linesOf(chainOf(entries.map((entry) => ({ ...withoutChain(entry), reason: 'all was well' }))), testSigner(), [4, 6]);
    expect(verdictOf(forged)).toMatchObject({ intact: true });
    expect(verdictOf(forged, { key: signer.fingerprint })).toMatchObject({
      intact: false,
      firstBad: { seq: 4, expected: signer.fingerprint },
    });
    expect(verdictOf(forged, { head: headOf(entries[5]) })).toMatchObject({ intact: false, firstBad: { seq: 6 } });
  });

  it('a log without any checkpoint does not meet a key', () => {
    expect(verdictOf(linesOf(entries), { key: signer.fingerprint })).toMatchObject({
      intact: false,
      firstBad: { why: 'No checkpoint is signed by the given key.' },
    });
    expect(verdictOf([], { key: signer.fingerprint })).toMatchObject({ intact: false });
  });
});

describe('checkpoints', () => {
  const checkpoint = signer.sign(entries[3] as AuditEntry);
  const withCheckpoint = (changed: object) => [
    ...linesOf(entries.slice(0, 4)),
    canonicalText({ checkpoint: { ...checkpoint, ...changed } }),
  ];

  it.each([
    ['another time', { at: '2026-03-01T10:00:00.001Z' }, 'wrong signature'],
    ['another hash', { hash: entries[2]?.hash }, 'the log was rewritten'],
    ['another key', { publicKey: testSigner().sign(entries[3] as AuditEntry).publicKey }, 'fingerprint that its key does not have'],
    ['an empty signature', { signature: '' }, 'wrong signature'],
    ['a field too many of its own', { hash: 5 }, 'not a checkpoint'],
  ])('with %s is broken, and named', (_, changed, why) => {
    expect(verdictOf(withCheckpoint(changed)).firstBad).toMatchObject({ line: 5, why: expect.stringContaining(why) });
  });

  it('of an entry that is gone shows the cut', () => {
    expect(verdictOf([...linesOf(entries.slice(0, 3)), checkpointLine(checkpoint)]).firstBad).toMatchObject({
      seq: 4,
      why: 'The checkpoint of entry 4 stands, but the log ends at entry 3.',
    });
  });

  it('must stand after its entry', () => {
    expect(verdictOf([...linesOf(entries.slice(0, 5)), checkpointLine(checkpoint)])).toMatchObject({
      intact: false,
      firstBad: { seq: 4, line: 6 },
    });
  });
});

describe('lines nobody of us wrote', () => {
  const first = entryLine(entries[0] as AuditEntry);
  it.each([
    ['white space', first.replace('{', '{ '), 'canonical form'],
    ['another order', canonicalOrderReversed(first), 'canonical form'],
    ['a key twice', first.replace('{', '{"action":"x",'), 'canonical form'],
    ['a number spelled otherwise', first.replace('19.4', '19.40'), 'canonical form'],
    ['a lone surrogate', first.replace('reason 1', String.raw`\ud800`), 'no canonical form'],
    ['a cut', first.slice(0, -20), 'not JSON'],
    ['garbage', 'garbage', 'not JSON'],
    ['nothing', '', 'empty'],
    ['a number', '5', 'not a JSON object'],
    ['a list', '[]', 'not a JSON object'],
    ['another object', '{}', 'not an audit entry'],
    ['a byte order mark', `\ufeff${first}`, 'byte order mark'],
    ['a carriage return', `${first}\r`, 'carriage return'],
    ['brackets without end', '['.repeat(1_000_000), 'not JSON'],
    ['nesting without end', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'not an audit entry'],
  ])('%s: a clear verdict that names the line', (_, line, why) => {
    expect(verdictOf([line])).toMatchObject({
      intact: false,
      entries: 0,
      firstBad: { line: 1, seq: 1, why: expect.stringContaining(why) },
    });
  });

  it('after the first flaw nothing else is looked at', () => {
    const verifier = createChainVerifier(testCrypto);
    expect(verifier.feed('garbage', { line: 1 })).toBe(false);
    expect(verifier.feed(first, { line: 2 })).toBe(false);
    expect(verifier.finish()).toMatchObject({ firstBad: { line: 1 }, entries: 0, cannotExclude: [] });
  });
});

function withoutChain({ seq: _seq, hash: _hash, previousHash: _previous, ...draft }: AuditEntry) {
  return draft;
}

function canonicalOrderReversed(line: string): string {
  return JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(line)).reverse()));
}
