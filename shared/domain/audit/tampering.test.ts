import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText } from './canonical.ts';
import { linkEntry } from './chain.ts';
import type { AuditEntry } from './entry.ts';
import { checkpointLine, entryLine, exportLines } from './export.ts';
import { anyChain, anyDraft, testCrypto, testSigner } from './testing/chains.ts';
import { createChainVerifier } from './verify-chain.ts';

const signer = testSigner();

function verdictOf(lines: readonly string[]) {
  const verifier = createChainVerifier(testCrypto);
  lines.every((line, index) => verifier.feed(line, { line: index + 1 }));
  return verifier.finish();
}

/** A chain whose end is signed, as lines. */
const signed = (chain: readonly AuditEntry[]) => [...chain.map(entryLine), checkpointLine(signer.sign(chain.at(-1) as AuditEntry))];
const at = (chain: readonly AuditEntry[], place: number) => place % chain.length;
const chainAndPlace = [anyChain, fc.nat()] as const;

async function* each<T>(items: readonly T[]) {
  yield* items;
}

describe('any log', () => {
  it('is intact after export, and each line is its own canonical form', async () => {
    await fc.assert(
      fc.asyncProperty(anyChain, async (chain) => {
        let text = '';
        for await (const line of exportLines('jsonl', each(chain), [signer.sign(chain.at(-1) as AuditEntry)])) text += line;
        const lines = text.split('\n').slice(0, -1);
        expect(verdictOf(lines)).toMatchObject({ intact: true, entries: chain.length, checkpoints: 1, head: { hash: chain.at(-1)?.hash } });
        for (const line of lines) expect(canonicalText(JSON.parse(line))).toBe(line);
      }),
    );
  });

  it('the line put together while linking is the canonical form of the entry', () => {
    fc.assert(
      fc.property(anyDraft, anyDraft, (one, two) => {
        const first = linkEntry(one, null, testCrypto.sha256Hex);
        const second = linkEntry(two, first.entry, testCrypto.sha256Hex);
        expect(second.line).toBe(canonicalText(second.entry));
        const { hash, ...unhashed } = second.entry;
        expect(hash).toBe(testCrypto.sha256Hex(canonicalText(unhashed)));
      }),
    );
  });
});

describe('whoever tampers is found, and the entry is named', () => {
  it('one field of one entry changed', () => {
    const fields = [
      'auditId',
      'phase',
      'at',
      'actor',
      'role',
      'action',
      'target',
      'reason',
      'outcome',
      'writer',
      'detail',
      'hash',
      'previousHash',
      'seq',
    ] as const;
    fc.assert(
      fc.property(...chainAndPlace, fc.constantFrom(...fields), anyDraft, (chain, place, field, other) => {
        const index = at(chain, place);
        const entry = chain[index] as AuditEntry;
        const values = { ...other, hash: 'f'.repeat(64), previousHash: 'f'.repeat(64), seq: entry.seq + 1 };
        fc.pre(canonicalText(values[field]) !== canonicalText(entry[field]));
        const changed = chain.with(index, { ...entry, [field]: values[field] });
        expect(verdictOf(signed(changed)).firstBad).toMatchObject({ seq: index + 1, line: index + 1 });
      }),
    );
  });

  it('one field changed and the hash made to fit: the next link, or the checkpoint, does not', () => {
    fc.assert(
      fc.property(...chainAndPlace, (chain, place) => {
        const index = at(chain, place);
        const entry = chain[index] as AuditEntry;
        const { hash: _, ...unhashed } = { ...entry, reason: `${entry.reason}!` };
        const forged = { ...unhashed, hash: testCrypto.sha256Hex(canonicalText(unhashed)) };
        const lines = [...chain.with(index, forged).map(entryLine), checkpointLine(signer.sign(chain.at(-1) as AuditEntry))];
        expect(verdictOf(lines).firstBad).toMatchObject({ seq: Math.min(index + 2, chain.length) });
      }),
    );
  });

  it('two entries swapped', () => {
    fc.assert(
      fc.property(...chainAndPlace, fc.nat(), (chain, one, two) => {
        const [a, b] = [at(chain, one), at(chain, two)].toSorted((x, y) => x - y) as [number, number];
        fc.pre(a !== b);
        const swapped = chain.with(a, chain[b] as AuditEntry).with(b, chain[a] as AuditEntry);
        expect(verdictOf(signed(swapped)).firstBad).toMatchObject({ seq: a + 1 });
      }),
    );
  });

  it('an entry deleted', () => {
    fc.assert(
      fc.property(...chainAndPlace, (chain, place) => {
        const index = at(chain, place);
        const lines = signed(chain).toSpliced(index, 1);
        expect(verdictOf(lines)).toMatchObject({ intact: false, firstBad: { seq: index + 1 } });
      }),
    );
  });

  it('an entry inserted', () => {
    fc.assert(
      fc.property(...chainAndPlace, anyDraft, (chain, place, draft) => {
        const index = at(chain, place);
        const { line } = linkEntry(draft, chain[index - 1] ?? null, testCrypto.sha256Hex);
        fc.pre(line !== entryLine(chain[index] as AuditEntry));
        // It links well by itself; what came after it does not.
        expect(verdictOf(signed(chain).toSpliced(index, 0, line)).firstBad).toMatchObject({ seq: index + 2 });
      }),
    );
  });

  it('any one character of any line', () => {
    fc.assert(
      fc.property(...chainAndPlace, fc.nat(), fc.constantFrom('0', 'x', ' ', '"', '}'), (chain, place, offset, character) => {
        const lines = signed(chain);
        const index = place % lines.length;
        const line = lines[index] as string;
        const changed = line.slice(0, offset % line.length) + character + line.slice((offset % line.length) + 1);
        fc.pre(changed !== line);
        expect(verdictOf(lines.with(index, changed))).toMatchObject({ intact: false, firstBad: { line: index + 1 } });
      }),
      { numRuns: 300 },
    );
  });
});
