import type { AuditEntry } from '../audit/entry.ts';
import type { Target } from '../rollouts/target.ts';
import { emptyFact, type Fact } from './fact.ts';
import { seenAtHoldOf } from './seen-at-hold.ts';
import { isRollback, takesBack } from './sentence.ts';
import { z } from 'zod';
import type { TimelineEntry } from './views.ts';

const actNames: Readonly<Record<string, string>> = {
  'rollouts.promote': 'Promote',
  'rollouts.promote-full': 'Promote to the end',
  'rollouts.pause': 'Pause',
  'rollouts.resume': 'Resume',
  'rollouts.retry': 'Retry',
  'rollouts.restart': 'Restart',
  'rollouts.set-image': 'New image',
  'rollouts.abort': 'Abort',
  'rollouts.undo': 'Undo',
  'rollouts.set-weight': 'Weight',
  'trains.board': 'Boarding',
  'trains.leave': 'Leaving the train',
  'trains.cut': 'Cut',
  'trains.hold': 'Hold',
  'trains.release': 'Release of a hold',
  'trains.review': 'Review of a change',
  'trains.conduct': 'Change of conductor',
  'trains.cancel': 'Cancelling',
  'trains.goOn': 'Word to go on',
  'trains.set-image': 'New image by the train',
  'trains.promote': 'Promote by the train',
  'trains.promote-full': 'Promote to the end by the train',
  'trains.resume': 'Resume by the train',
  'trains.depart': 'Departure',
  'trains.halt': 'Halt',
  'checklist.sign': 'Sign-off',
  'checklist.unsign': 'Sign-off taken back',
  'checklist.waive': 'Waiver',
  'checklist.decide': 'Decision',
};

const leverNames: Readonly<Record<string, string>> = {
  abort: 'Abort',
  undo: 'Undo',
  'promote-full': 'Promote to the end',
  promote: 'Promote',
  restart: 'Restart',
};

const Commanded = z.object({ command: z.object({ action: z.string() }) });

/** The lever of each act by auditId, as its intent or its outcome says: what was sent between them does not. */
export function leversOf(entries: Iterable<AuditEntry>): ReadonlyMap<string, string> {
  const levers = new Map<string, string>();
  for (const { auditId, detail } of entries) {
    const lever = Commanded.safeParse(detail).data?.command.action;
    if (lever !== undefined) levers.set(auditId, lever);
  }
  return levers;
}

/** What our own log says, one fact an entry: the log is cited by number and hash. `target`: the workload it is about, where it is. */
export function auditFact(entry: AuditEntry, target: Target | null, levers: ReadonlyMap<string, string> = leversOf([entry])): Fact {
  const { seq, hash, auditId, action, phase, outcome } = entry;
  const { text, tone } = wordsOf(entry, target, levers.get(entry.auditId) ?? null);
  return {
    ...emptyFact,
    id: `audit:${seq}`,
    at: Date.parse(entry.at),
    source: action.startsWith('checklist.') ? 'sign-off' : action.startsWith('trains.') ? 'train' : 'audit',
    who: entry.actor.name,
    tone,
    text,
    detail: `audit ${seq}${phase === 'intent' ? ', on disk before it left' : ''}${detailOf(entry)}`,
    target,
    audit: { seq, hash },
    seen: phase === 'intent' && takesBack(action) ? seenAtHoldOf(entry.detail, Date.parse(entry.at)) : null,
    act: { auditId, action, phase, outcome },
  };
}

function wordsOf(
  { action, phase, outcome, reason, target: named, detail }: AuditEntry,
  target: Target | null,
  lever: string | null,
): { text: string; tone: TimelineEntry['tone'] } {
  const name = nameOf(action, lever);
  const about =
    action.startsWith('trains.') || action.startsWith('checklist.') ? ` (${target?.name ?? named.replace(/^train\//, 'train ')})` : '';
  const why = reason === '' ? '' : ` “${reason}”`;
  switch (phase) {
    case 'intent':
      return { text: isRollback(action) ? `${name} held.${why}` : `${name}${about} asked.${why}`, tone: 'person' };
    case 'sent':
      return { text: `${name}: one more request sent${causeOf(detail)}`, tone: 'moving' };
    case 'observed':
      if (trafficOf(detail) === 'missed') return { text: `${name}: its traffic was not seen back`, tone: 'moving' };
      return { text: `${name}: what was seen afterwards`, tone: 'neutral' };
    case 'outcome':
      if (outcome === 'effective' && isTrafficOpen(action, detail))
        return { text: `${name}${about} is effective in the cluster, its traffic is not seen back yet`, tone: 'moving' };
      return ended(`${name}${about}`, outcome, false);
    default:
      return ended(`${name}${about}`, outcome, phase === 'reconciled');
  }
}

/** Why one more request of an act went out, as its entry says. */
function causeOf(detail: AuditEntry['detail']): string {
  const why = at(detail, 'why');
  return typeof why === 'string' && why !== '' ? `: ${why}` : '';
}

/** Whether metrics had not counted the version taken back down to nothing when its outcome was written. */
function isTrafficOpen(action: string, detail: AuditEntry['detail']): boolean {
  return takesBack(action) && trafficOf(detail) === 'waiting';
}

function trafficOf(detail: AuditEntry['detail']): unknown {
  return at(at(at(detail, 'clock'), 'traffic'), 'state');
}

/** Whatever takes a version back is named by the lever that was held; an act without a name of its own by its words. */
function nameOf(action: string, lever: string | null): string {
  const pulled = leverNames[lever ?? ''] ?? 'Rollback';
  if (action === 'trains.rollback') return `${pulled} by the train`;
  if (actNames[action] !== undefined) return actNames[action];
  if (isRollback(action)) return pulled;
  const words = (action.split('.').at(-1) ?? action).replaceAll(/[-_]/g, ' ').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function ended(name: string, outcome: AuditEntry['outcome'], later: boolean): { text: string; tone: TimelineEntry['tone'] } {
  const how = later ? ', looked up later' : '';
  switch (outcome) {
    case 'effective':
      return { text: `${name} is effective${how}`, tone: 'good' };
    case 'done':
      return { text: `${name} done${how}`, tone: 'neutral' };
    case 'sent':
      return { text: `${name} sent, not effective in time${how}`, tone: 'moving' };
    case 'refused':
      return { text: `${name} was refused`, tone: 'bad' };
    case 'failed':
    case 'unreachable':
      return { text: `${name} failed: ${outcome}`, tone: 'bad' };
    default:
      return { text: `${name}: how it ended is unknown`, tone: 'bad' };
  }
}

/** Words of the entry's detail that a reader needs: an error and upstream's own text, the proof of an effect, what was seen after. */
function detailOf({ detail, phase }: AuditEntry): string {
  const parts: string[] = [];
  const error = at(detail, 'error');
  const said = [at(error, 'message'), at(at(error, 'upstream'), 'text')].filter((one) => typeof one === 'string' && one !== '');
  parts.push(...said.map(String));
  for (const mark of phase === 'observed' ? ['traffic', 'normal'] : phase === 'outcome' ? ['weight'] : []) {
    const seen = at(at(detail, 'clock'), mark);
    const proof = at(seen, 'proof');
    const seconds = at(seen, 'seconds');
    if (typeof proof === 'string' && proof !== '')
      parts.push(`${mark}: ${proof}${typeof seconds === 'number' ? ` after ${Math.round(seconds * 10) / 10} s` : ''}`);
  }
  return parts.length === 0 ? '' : `\n${parts.join('\n')}`;
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}
