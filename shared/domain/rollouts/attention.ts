import { movingText } from './moving-text.ts';
import { holdOf } from './pauses.ts';
import { currentLabel, stableLabel } from './requested.ts';
import { isFullyPromoted, isObserved, type Workload } from './workload.ts';
import { clockText, spanText } from './words.ts';

export type AttentionGroup = 'needs-a-human' | 'moving' | 'silent' | 'well';
export type StateBadge = 'healthy' | 'progressing' | 'paused' | 'degraded' | 'aborted' | 'stale' | 'unknown';

export interface Attention {
  readonly group: AttentionGroup;
  readonly state: StateBadge;
  /** What it needs, or what comes next. */
  readonly sentence: string;
  /** Since when it is so, epoch ms, where that is known: the oldest wait is listed first. */
  readonly since: number | null;
}

export interface AttentionInput {
  readonly workload: Workload;
  /** Its source has gone silent: since when, and the reason with upstream's words. null: it speaks. */
  readonly silent: { readonly since: number; readonly why: string } | null;
  /** Since when the controller has not observed the newest spec, as the reader saw it; null when it has. */
  readonly unobservedSince: number | null;
  /** The dial's disagreement (disagreement.ts), if any. */
  readonly headline: string | null;
  /** What the new version does worse than stable beyond chance (fails-more.ts); null: nothing that is known. */
  readonly worse?: string | null;
  /** Since when this desk sees that, epoch ms; null or absent: it cannot say. */
  readonly worseSince?: number | null;
  readonly now: number;
  /** IANA name of the reader's time zone. */
  readonly timeZone: string;
}

/** The controller answers a new spec within a second or two: after this a person should look at the controller itself. */
export const unobservedLongMs = 30_000;

/** Where a workload stands in the list, its state, and one sentence. A figure too old to trust is never well. */
export function attentionOf(input: AttentionInput): Attention {
  const { workload, silent, now } = input;
  if (silent !== null) {
    const sentence = `No word from the cluster for ${spanText(now - silent.since)}. ${silent.why}`.trim();
    return { group: 'silent', state: 'stale', sentence, since: silent.since };
  }
  if (input.unobservedSince !== null && !isObserved(workload) && now - input.unobservedSince > unobservedLongMs) {
    const controller = workload.target.kind === 'Rollout' ? 'the Argo Rollouts controller' : 'the controller manager';
    const sentence = `The newest spec has not been seen for ${spanText(now - input.unobservedSince)}. Look at ${controller}`;
    return { group: 'needs-a-human', state: 'unknown', sentence, since: input.unobservedSince };
  }
  const attention = bad(input) ?? hurting(input) ?? held(input) ?? going(input);
  if (input.headline === null || attention.state === 'aborted') return attention;
  const state = attention.state === 'healthy' || attention.state === 'progressing' ? 'degraded' : attention.state;
  const next = attention.group === 'needs-a-human' ? ` ${attention.sentence}` : '';
  return { ...attention, group: 'needs-a-human', state, sentence: `${input.headline}${next}` };
}

function bad({ workload, timeZone }: AttentionInput): Attention | null {
  const current = currentLabel(workload);
  const stable = stableLabel(workload);
  if (workload.aborted && !isFullyPromoted(workload)) {
    const when = workload.abortedAt === null ? 'Aborted' : `Aborted at ${clockText(workload.abortedAt, timeZone)}`;
    const back = workload.stableHash === '' ? '' : `. Undo to ${stable}`;
    const sentence = `${when}, spec still asks for ${current}. A retry would send it again${back}`;
    return { group: 'needs-a-human', state: 'aborted', sentence, since: workload.abortedAt };
  }
  if (workload.phase !== 'Degraded' || !isObserved(workload)) return null;
  const says = workload.message === '' ? 'The controller gives no reason.' : ended(workload.message);
  const back =
    workload.stableHash === '' || workload.stableHash === workload.currentHash
      ? 'Undo goes to an older revision'
      : `Roll back to ${stable}`;
  const since = workload.conditions.find((condition) => condition.type === 'Progressing' && condition.status === 'False')?.at ?? null;
  return { group: 'needs-a-human', state: 'degraded', sentence: `${says} ${back}`, since };
}

/** People are hurt now, whatever the controller is waiting for: that comes before its next step. */
function hurting({ workload, worse = null, worseSince = null }: AttentionInput): Attention | null {
  if (worse === null || isFullyPromoted(workload)) return null;
  return { group: 'needs-a-human', state: 'degraded', sentence: `${worse} Roll back to ${stableLabel(workload)}`, since: worseSince };
}

function held({ workload, now, timeZone }: AttentionInput): Attention | null {
  const hold = holdOf(workload, now);
  if (hold === null) return null;
  const since = hold.since === null ? '' : ` since ${clockText(hold.since, timeZone)}`;
  const human = (sentence: string): Attention => ({ group: 'needs-a-human', state: 'paused', sentence, since: hold.since });
  switch (hold.by) {
    case 'inconclusive':
      return human(`Analysis inconclusive${since}. Promote or roll back`);
    case 'hand':
      return human(
        isFullyPromoted(workload)
          ? 'Waits for resume: paused by hand, nothing moves. Resume to take new versions'
          : 'Waits for resume: paused by hand. Resume or roll back',
      );
    case 'step':
    case 'blue-green':
      if (hold.leftMs === null) return human(`Waits for a person${since}. Promote or roll back`);
      return {
        group: 'moving',
        state: 'paused',
        sentence: hold.leftMs > 0 ? `Next step in ${spanText(hold.leftMs)}` : 'Next step is due',
        since: hold.since,
      };
  }
}

function going({ workload, now }: AttentionInput): Attention {
  if (!isObserved(workload)) {
    return { group: 'moving', state: 'progressing', sentence: 'The controller has not seen the newest spec yet', since: null };
  }
  switch (workload.phase) {
    case 'Healthy':
      return { group: 'well', state: 'healthy', sentence: '', since: workload.finishedAt ?? healthySince(workload) };
    case 'Unknown': {
      const young = workload.createdAt !== null && now - workload.createdAt < unobservedLongMs;
      const sentence = young
        ? 'New. Its controller has not spoken yet'
        : 'Its controller has said nothing about it. Look at the controller';
      return { group: young ? 'moving' : 'needs-a-human', state: 'unknown', sentence, since: workload.createdAt };
    }
    default: {
      const state = workload.phase === 'Paused' ? 'paused' : 'progressing';
      return { group: 'moving', state, sentence: movingText(workload), since: workload.startedAt };
    }
  }
}

/** A controller that keeps no time of the end still dates its conditions. */
function healthySince({ conditions }: Workload): number | null {
  for (const type of ['Healthy', 'Completed', 'Available']) {
    const condition = conditions.find((one) => one.type === type && one.status === 'True' && one.at !== null);
    if (condition !== undefined) return condition.at;
  }
  return null;
}

function ended(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
