import type { LegState, Passenger, TrainPage, TrainState, TrainSummary } from '#shared/domain/trains/views.ts';
import type { Badge } from '#shared/domain/rollouts/views.ts';

/** A train's state as the desk says it: colour and shape of the nearest badge, the timetable's own word. */
export const trainBadges: Record<TrainState, readonly [Badge, string]> = {
  scheduled: ['unknown', 'Scheduled'],
  boarding: ['progressing', 'Boarding'],
  cut: ['progressing', 'Cut'],
  validating: ['progressing', 'Validating'],
  deciding: ['paused', 'Deciding'],
  departing: ['progressing', 'Departing'],
  rolling: ['progressing', 'Rolling'],
  arrived: ['healthy', 'Arrived'],
  halted: ['degraded', 'Halted'],
  'rolled-back': ['aborted', 'Rolled back'],
  cancelled: ['unknown', 'Cancelled'],
};

/** While it is decided the checklist's word is the train's: one truth on both pages. */
export function badgeOf({ state, standing }: Pick<TrainSummary, 'state' | 'standing'>): readonly [Badge, string] {
  if (state !== 'deciding' || standing === null) return trainBadges[state];
  switch (standing.state) {
    case 'go':
      return ['healthy', standing.sentence];
    case 'no-go':
      return ['aborted', 'No-go'];
    case 'expired':
      return ['degraded', 'Go expired'];
    default:
      return trainBadges.deciding;
  }
}

/** What was planned beside what happened, where they differ by a second or more; empty where they do not. */
export function plannedText(planned: number, was: number | null, text: (at: number) => string): string {
  return was === null || Math.abs(planned - was) < 1_000 ? '' : `, planned ${text(planned)}`;
}

/** Whether this passenger's next region waits for a word: on a halted train nothing leaves by itself. */
export function nextWaits({ legs }: Pick<Passenger, 'legs'>, region: string, state: TrainPage['state']): boolean {
  const at = legs.findIndex((leg) => leg.region === region);
  return state === 'halted' && at > 0 && legs[at]?.state === 'waiting' && legs.slice(0, at).every((leg) => leg.state === 'arrived');
}

export const legBadges: Record<LegState, readonly [Badge, string]> = {
  waiting: ['unknown', 'Waits'],
  sending: ['progressing', 'Being sent'],
  rolling: ['progressing', 'Rolling'],
  baking: ['paused', 'Bakes'],
  arrived: ['healthy', 'Arrived'],
  bad: ['degraded', 'Bad'],
  'rolling-back': ['aborted', 'Rolling back'],
  'rolled-back': ['aborted', 'Rolled back'],
  'left-alone': ['unknown', 'Left alone'],
  unknown: ['unknown', 'Unknown'],
};

/** The instant the eye waits for, with its word: the cut, then the departure. null: nothing is waited for. */
export function nextInstant({ state, boardsAt, cutAt, departsAt }: TrainSummary): { readonly at: number; readonly says: string } | null {
  switch (state) {
    case 'scheduled':
      return { at: boardsAt, says: 'to boarding' };
    case 'boarding':
      return { at: cutAt, says: 'to the cut' };
    case 'cut':
    case 'validating':
    case 'deciding':
      return { at: departsAt, says: 'to departure' };
    default:
      return null;
  }
}

/** Trains that still have something before them, soonest cut first; then the ended ones, newest first. */
export function boardOrder(trains: readonly TrainSummary[]): readonly TrainSummary[] {
  const open = trains.filter(({ endedAt }) => endedAt === null).toSorted((a, b) => a.cutAt - b.cutAt);
  const ended = trains.filter(({ endedAt }) => endedAt !== null).toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0));
  return [...open, ...ended];
}

/** The digest as people compare it: eight digits of it. */
export function shortDigest(digest: string | null): string {
  return digest === null ? 'no digest' : digest.replace('sha256:', '').slice(0, 8);
}
