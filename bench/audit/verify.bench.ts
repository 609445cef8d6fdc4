import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { finished } from 'node:stream/promises';
import canonicalize from 'canonicalize';
import { openAuditStore } from '#adapters/sqlite/audit-store.ts';
import { verifyFile } from '#adapters/sqlite/verify-audit-file.ts';
import { type Head, linkEntry, signedText } from '#shared/domain/audit/chain.ts';
import { checkpointLine } from '#shared/domain/audit/export.ts';
import { type Bench, type BenchRow, percentile } from '../row.ts';
import { sampleDraft } from './sample-draft.ts';

const entries = 100_000;
const checkpointEvery = 100;
const rounds = 5;
const sha256Hex = (text: string) => createHash('sha256').update(text).digest('hex');

/** Verification of 100,000 entries and their 1,000 signatures, against a loop that only parses, canonicalises and hashes each line. */
export const bench: Bench = {
  name: 'audit verify',
  async run() {
    const home = mkdtempSync(join(tmpdir(), 'rcc-bench-verify-'));
    try {
      const files = { export: join(home, 'export.jsonl'), database: join(home, 'audit.db') };
      await write(home, files);
      const times = { export: [] as number[], database: [] as number[], plain: [] as number[] };
      for (let round = 0; round < rounds; round += 1) {
        times.plain.push(await measured(async () => plainLoop(files.export)));
        times.export.push(await measured(() => verified(files.export)));
        times.database.push(await measured(() => verified(files.database)));
      }
      const row = (side: 'export' | 'database'): BenchRow => {
        const [ours, baseline] = [percentile(times[side], 0.5), percentile(times.plain, 0.5)];
        const against = 'plain loop: parse, canonicalise, SHA-256';
        return {
          name: `audit verify, ${entries} entries, ${side}`,
          unit: 'ms',
          ours,
          baseline,
          ratio: ours / baseline,
          limit: { atMost: 1.5 },
          against,
        };
      };
      return [row('export'), row('database')];
    } finally {
      rmSync(home, { recursive: true });
    }
  },
};

async function measured(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

async function verified(file: string): Promise<void> {
  const verdict = await verifyFile(file);
  if (!verdict.ok || !verdict.value.intact || verdict.value.entries !== entries)
    throw new Error(`Not verified: ${JSON.stringify(verdict)}`);
}

/** What anybody would write who trusts the rest. */
function plainLoop(file: string): void {
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '' || line.startsWith('{"checkpoint"')) continue;
    const { hash, ...unhashed } = JSON.parse(line);
    if (sha256Hex(canonicalize(unhashed) ?? '') !== hash) throw new Error('A hash does not fit.');
  }
}

/** The same log as a database and as an export. One transaction: how fast it is written is another benchmark. */
async function write(home: string, files: { export: string; database: string }): Promise<void> {
  const log = { debug() {}, info() {}, warn: console.warn, error: console.error };
  const opened = await openAuditStore({ home, clock: { now: Date.now }, log });
  if (!opened.ok) throw new Error(opened.error.message);
  await opened.value.close();
  const db = new DatabaseSync(files.database);
  const insertEntry = db.prepare('INSERT INTO entries (seq, canonical) VALUES (?, ?)');
  const insertCheckpoint = db.prepare('INSERT INTO checkpoints (seq, canonical) VALUES (?, ?)');
  const out = createWriteStream(files.export);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  db.exec('BEGIN');
  let head: Head | null = null;
  for (let number = 0; number < entries; number += 1) {
    const { entry, line } = linkEntry(sampleDraft(number), head, sha256Hex);
    head = entry;
    insertEntry.run(entry.seq, line);
    out.write(`${line}\n`);
    if (entry.seq % checkpointEvery === 0) {
      const checkpoint = checkpointLine(signed(entry, raw, privateKey));
      insertCheckpoint.run(entry.seq, checkpoint.slice('{"checkpoint":'.length, -1));
      out.write(`${checkpoint}\n`);
    }
  }
  db.exec('COMMIT');
  db.close();
  out.end();
  await finished(out);
}

function signed({ seq, hash }: Head, raw: Buffer, key: KeyObject) {
  const fingerprint = createHash('sha256').update(raw).digest('hex');
  const unsigned = { seq, hash, at: new Date(0).toISOString(), fingerprint, publicKey: raw.toString('base64') };
  return { ...unsigned, signature: sign(null, Buffer.from(signedText(unsigned)), key).toString('base64') };
}
