import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditEntry } from './entry.ts';
import { csvHeader, csvRecord, exportLines } from './export.ts';
import { anyDraft, chainOf, exampleChain, exampleDraft, testSigner } from './testing/chains.ts';

async function exported(
  ...[format, entries, checkpoints]: [Parameters<typeof exportLines>[0], AuditEntry[], Parameters<typeof exportLines>[2]]
) {
  const lines: string[] = [];
  const each = async function* () {
    yield* entries;
  };
  for await (const line of exportLines(format, each(), checkpoints)) lines.push(line);
  return lines;
}

const recordOf = (changes: Partial<typeof exampleDraft>) => csvRecord(chainOf([{ ...exampleDraft, ...changes }])[0] as AuditEntry);

/** Cells of one CSV record as RFC 4180 reads them. */
function cells(record: string): string[] {
  return [...record.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
  );
}

describe('a JSONL export', () => {
  it('holds what scripts rely on at the top of each line, and checkpoints after their entries', async () => {
    const entries = exampleChain(3);
    const signer = testSigner();
    const lines = await exported('jsonl', entries, [signer.sign(entries[1] as AuditEntry)]);
    expect(lines.map((line) => Object.keys(JSON.parse(line)))).toEqual([
      expect.arrayContaining(['seq', 'hash', 'previousHash', 'at', 'actor', 'action', 'target', 'reason', 'phase', 'outcome']),
      expect.arrayContaining(['seq']),
      ['checkpoint'],
      expect.arrayContaining(['seq']),
    ]);
    expect(lines.every((line) => line.endsWith('}\n'))).toBe(true);
  });

  it('keeps a checkpoint whose entry is gone: it shows the cut', async () => {
    const entries = exampleChain(3);
    const lines = await exported('jsonl', entries.slice(0, 2), [testSigner().sign(entries[2] as AuditEntry)]);
    expect(lines.at(-1)).toContain('"checkpoint"');
  });
});

describe('a CSV export', () => {
  it('has a header, one record an entry, and CRLF', async () => {
    const lines = await exported('csv', exampleChain(2), []);
    expect(lines[0]).toBe('seq,hash,previousHash,at,actor,action,target,reason,phase,outcome,auditId\r\n');
    expect(lines).toHaveLength(3);
    expect(cells(lines[2]?.trimEnd() ?? '').slice(4)).toEqual([
      'anna@example.org',
      'rollback.execute',
      'prod-eu/shop/Rollout/checkout',
      'reason 2',
      'outcome',
      'effective',
      'act-0',
    ]);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('makes a cell that begins like a formula inert: %j', (reason) => {
    expect(cells(recordOf({ reason }))[7]).toBe(`'${reason}`);
  });

  it('quotes what would break a record', () => {
    expect(recordOf({ reason: 'he said "no", twice\nand left' })).toContain('"he said ""no"", twice\nand left"');
  });

  it('gives back every text, with no cell a spreadsheet would run', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const found = cells(csvRecord(chainOf([draft])[0] as AuditEntry));
        expect(found).toHaveLength(csvHeader.split(',').length);
        expect([draft.reason, `'${draft.reason}`]).toContain(found[7]);
        for (const cell of found) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});
