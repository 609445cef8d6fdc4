import type { Scenario } from './load-scenario.ts';
import type { Change, ScriptEntry } from './schema.ts';
import { weekTime } from './week-time.ts';

/** What an event does. `trafficTime` is an instant of a week (epoch ms). */
export type Action =
  | {
      readonly do: 'deploy';
      readonly workload: string;
      readonly tag: string;
      /** null takes a variable out. */
      readonly env: Readonly<Record<string, string | null>>;
      readonly cause: string | null;
    }
  | { readonly do: 'change'; readonly service: string; readonly change: Omit<Change, 'minutesAgo'> }
  | { readonly do: 'fact'; readonly name: string; readonly value: boolean }
  | { readonly do: 'load'; readonly service: string | null; readonly factor: number }
  | { readonly do: 'traffic'; readonly trafficTime: number };

export interface ScriptEvent {
  /** Simulated milliseconds after the scenario began. */
  readonly offsetMs: number;
  readonly actions: readonly Action[];
  readonly say: string | null;
}

/** The events of a scenario in the order they happen. */
export function scriptOf(scenario: Scenario): readonly ScriptEvent[] {
  return scenario.script
    .map((entry) => ({ offsetMs: entry.at * 1_000, actions: actionsOf(entry), say: entry.say ?? null }))
    .toSorted((a, b) => a.offsetMs - b.offsetMs);
}

/** What has been told `elapsedMs` after the beginning, oldest first. */
export function storySoFar(scenario: Scenario, elapsedMs: number): readonly { readonly offsetMs: number; readonly text: string }[] {
  return scriptOf(scenario).flatMap(({ offsetMs, say }) => (say !== null && offsetMs <= elapsedMs ? [{ offsetMs, text: say }] : []));
}

function actionsOf({ deploy, change, fact, load, traffic }: ScriptEntry): Action[] {
  return [
    ...(deploy ? [{ do: 'deploy' as const, ...deploy, cause: deploy.cause ?? null }] : []),
    ...(change ? [changeOf(change)] : []),
    ...(fact ? [{ do: 'fact' as const, ...fact }] : []),
    ...(load ? [{ do: 'load' as const, ...load }] : []),
    ...(traffic ? [{ do: 'traffic' as const, trafficTime: weekTime(traffic.becomes) }] : []),
  ];
}

function changeOf({ service, ...change }: NonNullable<ScriptEntry['change']>): Action {
  return { do: 'change', service, change };
}
