import type { LeftOn } from '../checklist/views.ts';
import type { Change, LegPlan, LegStep, Manifested, Plan, TrainEvent } from './events.ts';
import type { Hold, NotAboard, TrainState } from './views.ts';
import type { Override } from './conductors.ts';

export interface LegNow extends LegPlan {
  readonly step: LegStep;
  readonly since: number | null;
  /** Whoever gave the word for the present pause, until it has moved. */
  readonly word: { readonly by: string; readonly reason: string; readonly auditId: string } | null;
}

/** A train as its events made it. Nothing here is read from a clock: what the time alone decides is `stateAt`. */
export interface Train {
  readonly plan: Plan;
  readonly aboard: readonly Change[];
  /** Services taken off by hand: CI does not put them aboard again. */
  readonly left: readonly string[];
  readonly turnedAway: readonly NotAboard[];
  readonly overrides: readonly Override[];
  readonly holds: readonly Hold[];
  readonly cut: { readonly at: number; readonly by: string; readonly note: string } | null;
  readonly manifest: readonly Manifested[] | null;
  readonly departed: {
    readonly at: number;
    readonly by: string;
    readonly reason: string;
    readonly waves: readonly (readonly string[])[];
    readonly auditId: string;
    readonly leftOn: LeftOn | null;
  } | null;
  readonly legs: readonly LegNow[];
  /** Whether anything of it has moved in a cluster. */
  readonly moved: boolean;
  readonly halted: {
    readonly at: number;
    readonly by: string;
    readonly reason: string;
    readonly service: string | null;
    readonly rollBack: readonly string[];
  } | null;
  readonly ended: {
    readonly at: number;
    readonly state: 'arrived' | 'halted' | 'rolled-back' | 'cancelled';
    readonly reason: string;
  } | null;
}

export interface Happened {
  readonly at: number;
  readonly event: TrainEvent;
}

/** The train its events made; null before the first. */
export function trainOf(events: readonly Happened[]): Train | null {
  return events.reduce<Train | null>((train, { at, event }) => evolve(train, event, at), null);
}

export function evolve(train: Train | null, event: TrainEvent, at: number): Train | null {
  if (event.type === 'opened') return train ?? opened(event.plan);
  if (train === null) return null;
  switch (event.type) {
    case 'boarded': {
      const { service } = event.change;
      return {
        ...train,
        aboard: [...train.aboard.filter((change) => change.service !== service), event.change],
        left: train.left.filter((name) => name !== service),
        // It is aboard: why it was not is history, and the record has it.
        turnedAway: train.turnedAway.filter((one) => one.service !== service),
      };
    }
    case 'left': {
      const text = `${event.service} was taken off by ${event.by}: ${event.reason}`;
      return {
        ...train,
        aboard: train.aboard.filter((change) => change.service !== event.service),
        left: [...train.left, event.service],
        manifest: train.manifest?.filter(({ service }) => service !== event.service) ?? null,
        turnedAway: [...train.turnedAway, { service: event.service, at, text, next: event.next }],
      };
    }
    case 'turned-away': {
      const { service, text, next } = event;
      return { ...train, turnedAway: [...train.turnedAway, { service, at, text, next }] };
    }
    case 'conducted':
      return { ...train, overrides: [...train.overrides, { by: event.by, at, until: event.until }] };
    case 'held':
      return {
        ...train,
        holds: [...endHolds(train.holds, at), { by: event.by, reason: event.reason, at, until: event.until, endedAt: null }],
      };
    case 'released':
      return { ...train, holds: endHolds(train.holds, at) };
    case 'cut':
      return { ...train, cut: train.cut ?? { at, by: event.by, note: event.note } };
    case 'manifest':
      return { ...train, manifest: event.passengers };
    case 'departed':
      return {
        ...train,
        departed: { at, by: event.by, reason: event.reason, waves: event.waves, auditId: event.auditId, leftOn: event.leftOn ?? null },
        legs: event.legs.map((leg) => ({ ...leg, step: waiting(leg), since: null, word: null })),
      };
    case 'leg': {
      const { step } = event;
      const legs = train.legs.map((leg) =>
        isLeg(leg, step) ? { ...leg, step, since: sinceOf(leg, step, at), word: wordAfter(leg, step) } : leg,
      );
      return { ...train, legs, moved: train.moved || !still.has(step.state) };
    }
    case 'went-on': {
      const { by, reason, auditId } = event;
      return { ...train, legs: train.legs.map((leg) => (isLeg(leg, event) ? { ...leg, word: { by, reason, auditId } } : leg)) };
    }
    case 'halted': {
      const rollBack = [...new Set([...(train.halted?.rollBack ?? []), ...event.rollBack])];
      const first = train.halted ?? { at, by: event.by, reason: event.reason, service: event.service, rollBack };
      return { ...train, halted: { ...first, rollBack } };
    }
    case 'ended':
      return { ...train, ended: { at, state: event.state, reason: train.halted?.reason ?? '' } };
    case 'cancelled':
      return { ...train, ended: { at, state: 'cancelled', reason: `cancelled by ${event.by}: ${event.reason}` } };
  }
}

const still = new Set<LegStep['state']>(['waiting', 'sending', 'left-alone']);

/** Where a train is at an instant: its events, and the times of its timetable where no event says more. */
export function stateAt(train: Train, now: number): TrainState {
  if (train.ended !== null) return train.ended.state;
  if (train.halted !== null) return 'halted';
  if (train.departed !== null) return train.moved ? 'rolling' : 'departing';
  if (train.manifest !== null) return 'deciding';
  if (train.cut !== null) return 'validating';
  if (now >= train.plan.cutAt) return 'cut';
  return now >= train.plan.boardsAt ? 'boarding' : 'scheduled';
}

/** The hold in force: the last one, if nobody released it and its time is not over. */
export function holdAt(train: Train, now: number): Hold | null {
  const last = train.holds.at(-1);
  return last !== undefined && last.endedAt === null && now < last.until ? last : null;
}

export function isLeg(leg: { service: string; region: string }, other: { service: string; region: string }): boolean {
  return leg.service === other.service && leg.region === other.region;
}

function opened(plan: Plan): Train {
  return {
    plan,
    aboard: [],
    left: [],
    turnedAway: [],
    overrides: [],
    holds: [],
    cut: null,
    manifest: null,
    departed: null,
    legs: [],
    moved: false,
    halted: null,
    ended: null,
  };
}

function waiting({ service, region }: LegPlan): LegStep {
  return { service, region, state: 'waiting', text: 'its turn has not come', weight: null, auditId: null };
}

function sinceOf(leg: LegNow, step: LegStep, at: number): number {
  return leg.since !== null && leg.step.state === step.state ? leg.since : at;
}

/** A word is for one pause: once the leg has left it, the next pause asks again. */
function wordAfter(leg: LegNow, step: LegStep): LegNow['word'] {
  return step.state === leg.step.state && step.text === leg.step.text ? leg.word : null;
}

function endHolds(holds: readonly Hold[], at: number): Hold[] {
  return holds.map((hold) => (hold.endedAt === null ? { ...hold, endedAt: Math.min(at, hold.until) } : hold));
}
