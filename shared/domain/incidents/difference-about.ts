import type { Difference, WorkloadDetail } from '../rollouts/detail.ts';
import { comparedVersions } from '../rollouts/version-difference.ts';
import type { SubjectDifference } from './views.ts';

/** Names under which people keep what must not leave a cluster in a file. */
const secretName = /pass(word|wd)?|secret|token|credential|api[-_.]?key|private[-_.]?key|dsn$/i;
const notShown = 'not shown: its name says it is secret';

/**
 * What the version that came changed, whichever way the cluster stands now: after an undo the same two versions are compared the other
 * way round. Told of the version an incident is about (`hash`) and of any that came since it begins (`since`, epoch ms); null: the
 * detail compares others, or none. What looks secret is named and not told.
 */
export function differenceAbout(
  { workload, difference, at }: WorkloadDetail,
  hash: string | null,
  since: number,
): SubjectDifference | null {
  const pair = comparedVersions(workload);
  if (difference === null || pair === null) return null;
  const turned = (pair.from.createdAt ?? 0) > (pair.to.createdAt ?? 0);
  const came = turned ? pair.from : pair.to;
  if (came.hash !== hash && (came.createdAt ?? 0) < since) return null;
  const lines = difference.lines.map((line) => hushed(turned ? { ...line, before: line.after, after: line.before } : line));
  const [from, to] = turned ? [difference.to, difference.from] : [difference.from, difference.to];
  return { target: workload.target, hash: came.hash, from, to, lines, notes: difference.notes, at };
}

function hushed(line: Difference): Difference {
  if (line.section !== 'env' || !secretName.test(line.path.split('.').at(-1) ?? '')) return line;
  const hush = (text: string | null) => (text === null || /^(Secret|ConfigMap) /.test(text) ? text : notShown);
  return { ...line, before: hush(line.before), after: hush(line.after) };
}

/** Those that are news: the first telling stays, unless a later one could compare more. */
export function newDifferences(
  known: ReadonlyMap<string, SubjectDifference>,
  told: readonly SubjectDifference[],
  keyOf: (one: SubjectDifference) => string,
): SubjectDifference[] {
  return told.filter((one) => {
    const before = known.get(keyOf(one));
    return before === undefined || one.notes.length < before.notes.length;
  });
}
