import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openAuditStore } from '#adapters/sqlite/audit-store.ts';
import { canonicalText } from '#shared/domain/audit/canonical.ts';
import { genesisHash } from '#shared/domain/audit/entry.ts';
import { type Bench, percentile } from '../row.ts';
import { sampleDraft } from './sample-draft.ts';

const rounds = 4_000;
const warmUp = 500;

/** One append (validated, linked, hashed, guarded, signed each 100) against one bare INSERT of the same text, both at synchronous=FULL. */
export const bench: Bench = {
  name: 'audit append',
  async run() {
    const home = mkdtempSync(join(tmpdir(), 'rcc-bench-append-'));
    try {
      const opened = await openAuditStore({
        home,
        clock: { now: Date.now },
        log: { debug() {}, info() {}, warn: console.warn, error: console.error },
      });
      if (!opened.ok) throw new Error(opened.error.message);
      const store = opened.value;
      const raw = new DatabaseSync(join(home, 'raw.db'));
      raw.exec(
        'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE entries (seq INTEGER PRIMARY KEY, canonical TEXT NOT NULL) STRICT',
      );
      const insert = raw.prepare('INSERT INTO entries (canonical) VALUES (?)');

      const ours: number[] = [];
      const baseline: number[] = [];
      for (let number = 0; number < rounds; number += 1) {
        const draft = sampleDraft(number);
        const text = canonicalText({ ...draft, seq: number + 1, previousHash: genesisHash, hash: genesisHash });
        const sides = [
          async () => {
            const from = performance.now();
            insert.run(text);
            baseline.push(performance.now() - from);
          },
          async () => {
            const from = performance.now();
            const entry = await store.append(draft);
            ours.push(performance.now() - from);
            if (!entry.ok) throw new Error(entry.error.message);
          },
        ];
        // Neither side may always be the one that finds a quiet disk.
        for (const side of number % 2 === 0 ? sides : sides.reverse()) await side();
      }
      raw.close();
      await store.close();
      const perSecond = (samples: readonly number[]) => 1000 / (samples.reduce((sum, sample) => sum + sample, 0) / samples.length);
      const row = (name: string, of: (samples: readonly number[]) => number) => {
        const mine = of(ours.slice(warmUp));
        const bare = of(baseline.slice(warmUp));
        return {
          name,
          unit: 'appends/s',
          ours: mine,
          baseline: bare,
          ratio: mine / bare,
          limit: { atLeast: 0.7 },
          against: 'raw INSERT, WAL, synchronous=FULL',
        };
      };
      return [row('audit append, mean', perSecond), row('audit append, p50', (samples) => 1000 / percentile(samples, 0.5))];
    } finally {
      rmSync(home, { recursive: true });
    }
  },
};
