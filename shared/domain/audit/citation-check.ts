import type { CitesVerdict, Claims } from './verdict.ts';

/** Looks up what a document cites while the log goes by. Only entries found good are shown to it. */
export interface CitationCheck {
  see(seq: number, hash: string): void;
  finish(): CitesVerdict;
}

/** null: nothing was cited. The same entry cited twice with two hashes is wrong at least once. */
export function createCitationCheck(cites: Claims['cites']): CitationCheck | null {
  if (cites === undefined) return null;
  const wanted = new Map<number, Set<string>>();
  for (const { seq, hash } of cites) wanted.set(seq, (wanted.get(seq) ?? new Set()).add(hash));
  const seen = new Map<number, string>();
  return {
    see(seq, hash) {
      if (wanted.has(seq)) seen.set(seq, hash);
    },
    finish() {
      const all = [...wanted].flatMap(([seq, hashes]) => [...hashes].map((cited) => ({ seq, cited, found: seen.get(seq) ?? null })));
      const wrong = all.filter(({ cited, found }) => cited !== found).sort((one, other) => one.seq - other.seq);
      return { found: all.length - wrong.length, wrong };
    },
  };
}
