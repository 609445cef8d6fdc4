import type { Result } from '#shared/contract/result.ts';
import type { Declared } from '#shared/domain/incidents/events.ts';
import type { Fact } from '#shared/domain/incidents/fact.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';

/** A train that was halted: what an incident is opened for. */
export interface HaltedTrain {
  readonly train: string;
  readonly label: string;
  readonly at: number;
  readonly targets: readonly Target[];
}

/** What incidents ask of trains. Contexts are those the incident's own targets use, where they lead to the same server. */
export interface TrainsForIncidents {
  /** What the timetable declares of the services that run as these targets. Errors: it cannot be read. */
  declared(targets: readonly Target[]): Promise<Result<readonly Declared[]>>;
  halted(): Promise<readonly HaltedTrain[]>;
  /** Trains that carried these targets since then (epoch ms), and what they did by themselves. */
  about(
    targets: readonly Target[],
    since: number,
  ): Promise<Result<{ readonly trains: readonly string[]; readonly facts: readonly Fact[] }>>;
}
