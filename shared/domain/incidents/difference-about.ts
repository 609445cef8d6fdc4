import type { Difference, WorkloadDetail } from '../rollouts/detail.ts';
import { comparedVersions } from '../rollouts/version-difference.ts';
import type { Subject } from './events.ts';
import type { SubjectDifference } from './views.ts';

/** Names under which people keep what must not leave a cluster in a file. */
const secretName = /pass(word|wd)?|secret|token|credential|api[-_.]?key|private[-_.]?key|dsn$/i;
const notShown = 'not shown: its name says it is secret';

/**
 * What the version an incident is about changed, whichever way the cluster stands now: after an undo the same two versions are
 * compared the other way round. null: the detail compares other versions, or none. What looks secret is named and not told.
 */
export function differenceAbout({ workload, difference, at }: WorkloadDetail, subject: Subject): SubjectDifference | null {
  const pair = comparedVersions(workload);
  if (difference === null || pair === null) return null;
  const { target, hash } = subject;
  const turned = pair.from.hash === hash;
  if (!turned && pair.to.hash !== hash) return null;
  const lines = difference.lines.map((line) => hushed(turned ? { ...line, before: line.after, after: line.before } : line));
  const [from, to] = turned ? [difference.to, difference.from] : [difference.from, difference.to];
  return { target, hash, from, to, lines, notes: difference.notes, at };
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
