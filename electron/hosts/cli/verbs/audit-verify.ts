import { readFile } from 'node:fs/promises';
import { verifyDatabase, verifyFile } from '#adapters/sqlite/verify-audit-file.ts';
import { auditFileOf } from '#adapters/sqlite/audit-store.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { upstreamText } from '#shared/contract/upstream-text.ts';
import type { Verdict } from '#shared/domain/audit/verdict.ts';
import { type Citations, readCitations } from '#shared/domain/incidents/export/citations.ts';
import { homePath } from '../../wiring/home-path.ts';
import { exitCodes } from '../exit-codes.ts';
import { jsonDocument } from '../output/json.ts';
import { type CitedVerdict, verdictText } from '../output/verdict.ts';
import type { Verb } from '../scene.ts';

/**
 * `rcc audit verify [FILE] [--cites EXPORT]`: checks an export or a database, this desk's own unless told, and that what an exported
 * incident cites is in it. Needs no cluster and writes nothing: it must work on a copy, on another machine, years later.
 */
export const verifyVerb: Verb = async ({ invocation, terminal }) => {
  const { home, key, head, json, cites } = invocation.options;
  const [file] = invocation.names;
  const cited = cites === null ? ok(null) : await readCites(cites);
  if (!cited.ok) return cited;
  const claims = {
    ...(key === null ? {} : { key }),
    ...(head === null ? {} : { head }),
    ...(cited.value === null ? {} : { cites: linksOf(cited.value) }),
  };
  const own = auditFileOf(homePath(home, process.env));
  const started = performance.now();
  const verdict = await (file === undefined ? verifyDatabase(own, claims) : verifyFile(file, claims));
  if (!verdict.ok) return verdict;
  const timed = { ...withKey(verdict.value, cited.value), tookMs: Math.round(performance.now() - started) };
  await terminal.out(json ? jsonDocument(timed) : verdictText(timed, file ?? own, terminal.paint));
  return ok(timed.intact && (timed.cites?.wrong.length ?? 0) === 0 && timed.citedKey !== 'another' ? exitCodes.ok : exitCodes.failed);
};

async function readCites(path: string): Promise<Result<Citations>> {
  try {
    return readCitations(await readFile(path, 'utf8'));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return fail(error.code === 'ENOENT' ? 'not-found' : 'storage', `${path} cannot be read. Give the exported incident to check.`, {
      upstream: { source: 'system', text: upstreamText(error.message) },
    });
  }
}

/** The head is cited too: the log it was made from must still be this one. */
function linksOf({ entries, head }: Citations): Citations['entries'] {
  return head === null ? entries : [...entries, head];
}

/** Whether the key the document names is one that signed this log; null: it names none, or nothing is signed yet. */
function withKey(verdict: Verdict, cited: Citations | null): Verdict & Pick<CitedVerdict, 'citedKey'> {
  const fingerprint = cited?.fingerprint ?? null;
  if (cited === null) return verdict;
  const known = fingerprint === null || verdict.checkpoints === 0 ? null : verdict.fingerprints.includes(fingerprint) ? 'same' : 'another';
  return { ...verdict, citedKey: known };
}
