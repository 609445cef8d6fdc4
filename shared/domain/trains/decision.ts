import type { Failure } from '../../contract/result.ts';
import type { LeftOn } from '../checklist/views.ts';
import type { Change, LegPlan, LegStep, Manifested, TrainEvent } from './events.ts';

/** Who asks, in the cluster's word, with the roles that the team's file gives them. */
export interface Person {
  readonly name: string;
  readonly roles: readonly string[];
}

/** What a decision stands on beside the train itself. Epoch ms. */
export interface TrainFacts {
  readonly now: number;
  readonly who: Person;
  /** Another train that carries this very artifact; null: none does. */
  readonly elsewhere: string | null;
  /** What the checklist says at this instant. null: it cannot be asked, which is no go. */
  readonly standing: {
    readonly goHolds: boolean;
    readonly verdict: string;
    readonly reason: string;
    /** Kept with a departure. */
    readonly leftOn?: LeftOn;
  } | null;
  readonly freezes: readonly { readonly name: string; readonly from: number; readonly to: number }[];
}

export type TrainCommand =
  | { readonly do: 'board'; readonly change: Change; readonly byHand: boolean; readonly reason: string }
  | { readonly do: 'leave'; readonly service: string; readonly reason: string }
  | { readonly do: 'cut'; readonly reason: string }
  /** The clock's own cut. `note`: what could not be asked in time. */
  | { readonly do: 'freeze'; readonly note: string }
  | { readonly do: 'manifest'; readonly passengers: readonly Manifested[] }
  | { readonly do: 'hold'; readonly until: number; readonly reason: string; readonly cost: string }
  | { readonly do: 'release'; readonly reason: string }
  | { readonly do: 'conduct'; readonly until: number | null; readonly reason: string }
  | {
      readonly do: 'depart';
      readonly reason: string;
      readonly legs: readonly LegPlan[];
      readonly obstacles: readonly string[];
      readonly auditId: string;
    }
  | { readonly do: 'go-on'; readonly service: string; readonly region: string | null; readonly reason: string; readonly auditId: string }
  | { readonly do: 'halt'; readonly rollBack: string | null; readonly reason: string; readonly auditId: string }
  /** The desk saw this passenger go bad. */
  | { readonly do: 'bad'; readonly service: string; readonly region: string; readonly reason: string; readonly takeBack: boolean }
  | { readonly do: 'leg'; readonly step: LegStep }
  | { readonly do: 'cancel'; readonly reason: string };

/** What happens now, and what the person is told when it is not what they asked for. A refusal may leave a trace too. */
export interface TrainDecision {
  readonly events: readonly TrainEvent[];
  readonly refusal: Failure | null;
}

export function happens(...events: TrainEvent[]): TrainDecision {
  return { events, refusal: null };
}

export function refuses(message: string, ...events: TrainEvent[]): TrainDecision {
  return { events, refusal: { kind: 'refused-by-policy', message } };
}

export type CommandOf<Name extends TrainCommand['do']> = Extract<TrainCommand, { do: Name }>;
