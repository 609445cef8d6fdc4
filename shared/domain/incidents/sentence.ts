import { spanText } from '../rollouts/words.ts';
import { clockOf } from './clock.ts';
import type { Fact } from './fact.ts';
import type { Incident } from './incident.ts';

const goesBack = /^(rollback\.(execute|run)|rollouts\.(abort|undo))$/;

/** A train takes its passenger back: its incident is the halted train's, and opens with that. */
const ofTrain = 'trains.rollback';

/** Whether an audited action takes something back. */
export function isRollback(action: string): boolean {
  return goesBack.test(action);
}

/** Whether it takes a version back, whoever does it. */
export function takesBack(action: string): boolean {
  return isRollback(action) || action === ofTrain;
}

/** What is going on, in a sentence: how the last rollback stands, or that nothing was taken back. */
export function sentenceOf(incident: Incident): string {
  const { closed } = incident;
  if (closed !== null) return `Closed after ${spanText(closed.at - clockOf(incident).at)}: ${closed.reason}`;
  const last = lastRollback(incident.facts.values());
  if (last === null)
    return incident.causes[0]?.startsWith('train') === true
      ? 'The train stands. Nothing was taken back since.'
      : 'Open. Nothing was taken back yet.';
  const name = last.target === null ? '' : ` of ${last.target.name}`;
  switch (last.act?.outcome ?? null) {
    case 'effective':
      if (isTrafficOpen(last, incident.facts.values()))
        return `Rollback${name} is effective in the cluster. Its traffic is not seen back yet.`;
      return `Rollback${name} is effective. Close the incident when its service is well.`;
    case 'sent':
      return `Rollback${name} sent, not yet effective.`;
    case 'refused':
      return `Rollback${name} was refused. Nothing was taken back.`;
    case 'failed':
    case 'unreachable':
      return `Rollback${name} failed. Look at the cluster before acting again.`;
    case 'unknown':
      return `Whether the rollback${name} arrived is unknown: check.`;
    default:
      return `Rollback${name} is under way.`;
  }
}

/** The outcome was written before its traffic was back, and no later look has seen it back: both facts keep that in their tone. */
function isTrafficOpen(outcome: Fact, facts: Iterable<Fact>): boolean {
  if (outcome.tone !== 'moving') return false;
  for (const { act, tone } of facts)
    if (act?.phase === 'observed' && act.auditId === outcome.act?.auditId && tone !== 'moving') return false;
  return true;
}

/** The newest entry of the newest rollback: outcome before intent of the same act. */
function lastRollback(facts: Iterable<Fact>): Fact | null {
  let last: Fact | null = null;
  for (const fact of facts) {
    if (fact.act === null || !takesBack(fact.act.action) || fact.act.phase === 'observed' || fact.act.phase === 'sent') continue;
    if (last === null || (fact.audit?.seq ?? 0) > (last.audit?.seq ?? 0)) last = fact;
  }
  return last;
}
