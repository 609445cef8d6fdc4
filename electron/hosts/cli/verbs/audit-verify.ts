import { verifyDatabase, verifyFile } from '#adapters/sqlite/verify-audit-file.ts';
import { auditFileOf } from '#adapters/sqlite/audit-store.ts';
import { ok } from '#shared/contract/result.ts';
import { homePath } from '../../wiring/home.ts';
import { exitCodes } from '../exit-codes.ts';
import { jsonDocument } from '../output/json.ts';
import { verdictText } from '../output/verdict.ts';
import type { Verb } from '../scene.ts';

/**
 * `rcc audit verify [FILE]`: checks an export or a database, this desk's own unless told. Needs no cluster and writes nothing:
 * it must work on a copy, on another machine, years later.
 */
export const verifyVerb: Verb = async ({ invocation, terminal }) => {
  const { home, key, head, json } = invocation.options;
  const [file] = invocation.names;
  const claims = { ...(key === null ? {} : { key }), ...(head === null ? {} : { head }) };
  const own = auditFileOf(homePath(home, process.env));
  const started = performance.now();
  const verdict = await (file === undefined ? verifyDatabase(own, claims) : verifyFile(file, claims));
  if (!verdict.ok) return verdict;
  const timed = { ...verdict.value, tookMs: Math.round(performance.now() - started) };
  await terminal.out(json ? jsonDocument(timed) : verdictText(timed, file ?? own, terminal.paint));
  return ok(verdict.value.intact ? exitCodes.ok : exitCodes.failed);
};
