import { z } from 'zod';

/** What somebody noted outside the file; each claim excludes a forgery that the file alone cannot. */
export interface Claims {
  /** SHA-256 (lower-case hex) of the key that must have signed every checkpoint. */
  readonly key?: string | undefined;
  /** An entry's number and hash (lower-case hex). */
  readonly head?: { readonly seq: number; readonly hash: string } | undefined;
  /** Entries that a document outside the log cites: each is looked up; a wrong one does not make the log broken. */
  readonly cites?: readonly { readonly seq: number; readonly hash: string }[] | undefined;
}

/** The first thing wrong. `seq` names the entry, `line` the line of an export (from 1). */
export const Flaw = z.object({
  seq: z.number().int().nullable(),
  line: z.number().int().nullable(),
  why: z.string(),
  expected: z.string().nullable(),
  found: z.string().nullable(),
});
export type Flaw = z.infer<typeof Flaw>;

/** What became of the citations of a document: `found` are in the log as cited, `wrong` are not (`found` null: there is no such entry). */
export const CitesVerdict = z.object({
  found: z.number().int(),
  wrong: z.array(z.object({ seq: z.number().int(), cited: z.string(), found: z.string().nullable() })),
});
export type CitesVerdict = z.infer<typeof CitesVerdict>;

/** What a log proves, and what it cannot. */
export const Verdict = z.object({
  intact: z.boolean(),
  /** Entries found good, up to the first flaw. */
  entries: z.number().int(),
  head: z.object({ seq: z.number().int(), hash: z.string() }).nullable(),
  /** Keys that signed checkpoints, in order of appearance. */
  fingerprints: z.array(z.string()),
  checkpoints: z.number().int(),
  /** The last entry a checkpoint covers; 0: none. */
  signedUpTo: z.number().int(),
  firstBad: Flaw.nullable(),
  /** Intents nothing closed: reported, not a flaw, because a crash leaves them. */
  openIntents: z.number().int(),
  /** Outcomes and reconciliations without an open intent: reported, not a flaw. */
  unpairedOutcomes: z.number().int(),
  /** Sentences for people. Empty when the log is broken: then nothing after the flaw is proved anyway. */
  cannotExclude: z.array(z.string()),
  /** Only where citations were asked about. */
  cites: CitesVerdict.optional(),
});
export type Verdict = z.infer<typeof Verdict>;

/** What an unbroken log leaves open under the given claims. */
export function whatRemains(log: Pick<Verdict, 'entries' | 'signedUpTo' | 'checkpoints'>, claims: Claims): string[] {
  const { entries, signedUpTo, checkpoints } = log;
  const vouched = claims.head?.seq ?? 0;
  const remains: string[] = [];
  if (claims.head === undefined)
    remains.push('A cut at the end: later entries may be missing. Give --head SEQ:HASH, noted elsewhere, to exclude it.');
  else if (vouched < entries) remains.push(`A cut at the end: --head vouches for the log up to entry ${vouched} only.`);
  if (claims.key === undefined && vouched < Math.max(entries, 1))
    remains.push('A whole log rewritten under another key. Give --key FINGERPRINT, noted elsewhere, to exclude it.');
  const unsignedFrom = Math.max(signedUpTo, vouched) + 1;
  if (unsignedFrom <= entries) {
    const which = unsignedFrom === entries ? `Entry ${entries} is` : `Entries ${unsignedFrom} to ${entries} are`;
    const why = checkpoints === 0 ? 'no checkpoint signs this log' : `the last checkpoint covers entry ${signedUpTo}`;
    remains.push(`A rewritten end: ${which} not signed (${why}), so whoever could write the file could have rewritten them.`);
  }
  return remains;
}
