import type { Result } from '#shared/contract/result.ts';
import type { Declared } from '#shared/domain/incidents/events.ts';
import type { Fact } from '#shared/domain/incidents/fact.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';

/** A train that was halted or rolled back: what an incident is opened for. */
export interface HaltedTrain {
  readonly train: string;
  readonly label: string;
  readonly at: number;
  readonly reason: string;
  readonly targets: readonly Target[];
}

/** What incidents ask of trains and their checklists. */
export interface TrainsForIncidents {
  /** What the timetable declares of every service. Errors: it cannot be read. */
  declared(): Promise<Result<readonly Declared[]>>;
  halted(): Promise<readonly HaltedTrain[]>;
  /** Sign-offs, decisions and moves of trains that carry these targets, from `since` (epoch ms) on. */
  factsAbout(targets: readonly Target[], since: number): Promise<Result<readonly Fact[]>>;
}
