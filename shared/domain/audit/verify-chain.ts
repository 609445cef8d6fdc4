import { z } from 'zod';
import { canonicalText } from './canonical.ts';
import { createCitationCheck } from './citation-check.ts';
import { type ChainCrypto, signedText, unhashedText } from './chain.ts';
import { AuditEntry, Checkpoint, closesIntent, genesisHash } from './entry.ts';
import { type Claims, type Flaw, type Verdict, whatRemains } from './verdict.ts';

/** Where a line came from, so that a flaw can be named: a line of an export, or a row of the database. */
export interface Place {
  readonly line?: number;
  readonly seq?: number;
}

export interface ChainVerifier {
  /** Takes the next line, an entry's or a checkpoint's canonical text. False: a flaw is found, nothing later matters. */
  feed(line: string, place: Place): boolean;
  /** Notes a flaw found by the reader itself (a cut line, bytes that are not UTF-8). The first one counts. */
  reject(place: Place, why: string, expected?: string, found?: string): false;
  finish(): Verdict;
}

// `detail` came out of JSON.parse, so it is JSON; walking it again would double the cost of a line.
const StoredEntry = AuditEntry.extend({ detail: z.looseObject({}) });
const CheckpointLine = z.strictObject({ checkpoint: Checkpoint });

/**
 * Checks a log line by line: canonical form, shape, numbering, links, hashes, checkpoints and the given claims.
 * Holds the head and the open intents only, so a log of any length fits.
 */
export function createChainVerifier(crypto: ChainCrypto, claims: Claims = {}): ChainVerifier {
  let entries = 0;
  let hash = genesisHash;
  let checkpoints = 0;
  let signedUpTo = 0;
  let unpairedOutcomes = 0;
  let firstBad: Flaw | null = null;
  const fingerprints = new Set<string>();
  const openIntents = new Set<string>();
  const cited = createCitationCheck(claims.cites);

  function reject(place: Place, why: string, expected?: string, found?: string): false {
    firstBad ??= { seq: place.seq ?? null, line: place.line ?? null, why, expected: expected ?? null, found: found ?? null };
    return false;
  }

  function feed(line: string, place: Place): boolean {
    if (firstBad !== null) return false;
    const next = { ...place, seq: entries + 1 };
    if (place.seq !== undefined && place.seq !== next.seq)
      return reject(next, `Entry ${next.seq} is missing.`, `row ${next.seq}`, `row ${place.seq}`);
    const parsed = parseCanonical(line);
    if (typeof parsed === 'string') return reject(next, parsed);
    return 'checkpoint' in parsed ? checkpoint(parsed, place) : entry(line, parsed, next);
  }

  function entry(line: string, value: Readonly<Record<string, unknown>>, here: Place & { seq: number }): boolean {
    const shape = StoredEntry.safeParse(value);
    if (!shape.success) return reject(here, `This is not an audit entry: ${firstIssue(shape.error)}.`);
    const found = shape.data;
    const { seq } = here;
    if (found.seq !== seq) return reject(here, `Entry ${seq} is not in its place.`, `seq ${seq}`, `seq ${found.seq}`);
    if (found.previousHash !== hash)
      return reject(here, `Entry ${seq} does not follow the entry before it: one of the two was changed.`, hash, found.previousHash);
    const computed = crypto.sha256Hex(unhashedText(line, value, found.hash));
    if (computed !== found.hash) return reject(here, `Entry ${seq} was changed: its hash does not fit its content.`, computed, found.hash);
    if (claims.head?.seq === seq && claims.head.hash !== found.hash)
      return reject(here, `Entry ${seq} is not the one whose hash was noted.`, claims.head.hash, found.hash);
    pair(found);
    cited?.see(seq, found.hash);
    entries = seq;
    hash = found.hash;
    return true;
  }

  function checkpoint(value: unknown, place: Place): boolean {
    const shape = CheckpointLine.safeParse(value);
    if (!shape.success) return reject(place, `This is not a checkpoint: ${firstIssue(shape.error)}.`);
    const found = shape.data.checkpoint;
    const { seq } = found;
    const here = { ...place, seq };
    const name = `The checkpoint of entry ${seq}`;
    if (seq > entries)
      return reject(
        { ...place, seq: entries + 1 },
        `${name} stands, but the log ends at entry ${entries}.`,
        `entry ${entries + 1}`,
        'nothing',
      );
    if (seq < entries) return reject(here, `${name} does not stand after its entry.`, `a checkpoint of entry ${entries}`, `entry ${seq}`);
    if (found.hash !== hash) return reject(here, `${name} signs another entry ${seq}: the log was rewritten.`, found.hash, hash);
    const fingerprint = crypto.fingerprintOf(found.publicKey);
    if (fingerprint !== found.fingerprint)
      return reject(here, `${name} names a fingerprint that its key does not have.`, fingerprint ?? 'a 32-byte key', found.fingerprint);
    if (!crypto.verifySignature(found.publicKey, signedText(found), found.signature)) return reject(here, `${name} has a wrong signature.`);
    if (claims.key !== undefined && claims.key !== fingerprint)
      return reject(here, `${name} is signed by another key.`, claims.key, fingerprint);
    fingerprints.add(fingerprint);
    checkpoints += 1;
    signedUpTo = seq;
    return true;
  }

  function pair({ auditId, phase, outcome }: Pick<AuditEntry, 'auditId' | 'phase' | 'outcome'>) {
    if (phase === 'intent') openIntents.add(auditId);
    // A refusal stands alone: nothing was about to leave the machine.
    else if (closesIntent(phase) && !openIntents.delete(auditId) && outcome !== 'refused') unpairedOutcomes += 1;
  }

  /** Claims that only the end of the log can break. */
  function checkEnd() {
    const { head, key } = claims;
    const place = { seq: entries + 1 };
    if (head !== undefined && head.seq > entries)
      reject(
        place,
        `The end was cut: the log ends at entry ${entries}, entry ${head.seq} was noted.`,
        `entry ${head.seq}`,
        `entry ${entries}`,
      );
    if (key !== undefined && checkpoints === 0) reject({}, 'No checkpoint is signed by the given key.', key, 'no checkpoint');
  }

  function finish(): Verdict {
    if (firstBad === null) checkEnd();
    const log = { entries, checkpoints, signedUpTo };
    const pairs = { openIntents: openIntents.size, unpairedOutcomes };
    const head = entries === 0 ? null : { seq: entries, hash };
    const cannotExclude = firstBad === null ? whatRemains(log, claims) : [];
    const cites = cited === null ? {} : { cites: cited.finish() };
    return { intact: firstBad === null, head, fingerprints: [...fingerprints], firstBad, cannotExclude, ...log, ...pairs, ...cites };
  }

  return { feed, reject, finish };
}

/** The line's value, or what is wrong with the line. */
function parseCanonical(line: string): Readonly<Record<string, unknown>> | string {
  if (line === '') return 'This line is empty.';
  if (line.startsWith('\ufeff')) return 'This line begins with a byte order mark: a program saved the file anew.';
  if (line.endsWith('\r')) return 'This line ends with a carriage return: a program changed the line ends.';
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'This line is not JSON: it is cut or was never part of a log.';
  }
  if (!isObject(value)) return 'This line is not a JSON object.';
  try {
    return canonicalText(value) === line ? value : 'This line is not in its canonical form (RFC 8785): it was changed or reformatted.';
  } catch {
    return 'This line has no canonical form (RFC 8785).';
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? 'wrong shape' : `${issue.path.join('.') || 'line'}: ${issue.message}`;
}
