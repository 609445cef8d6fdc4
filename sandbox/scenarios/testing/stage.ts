import { createManualClock, type ManualClock } from '../../controllers/testing/manual-clock.ts';
import { type Controllers, startControllers } from '../../controllers/start-controllers.ts';
import { createRandom } from '../../fleet/random.ts';
import { type RunningFleet, startFleet } from '../../fleet/start-fleet.ts';
import { instantQuery } from '../../servers/prometheus/promql/query.ts';
import { createTsdb, type Tsdb } from '../../servers/prometheus/tsdb.ts';
import { createObjectStore, type MemoryStore } from '../../store/memory-store.ts';
import { fleetOf } from '../fleet-of.ts';
import { loadScenario, type Scenario } from '../load-scenario.ts';
import { seedStore } from '../manifests-of.ts';
import { playScript } from '../play-script.ts';

export function loaded(name: string): Scenario {
  const result = loadScenario(name);
  if (!result.ok) throw new Error(result.problem);
  return result.scenario;
}

/** A scenario with everything it needs but sockets, its time in the test's hands. */
export interface Stage {
  readonly scenario: Scenario;
  readonly clock: ManualClock;
  readonly store: MemoryStore;
  readonly controllers: Controllers;
  readonly fleet: RunningFleet;
  readonly tsdb: Tsdb;
  /** The value of a query that gives one number; NaN for no answer. */
  figure(query: string): number;
}

export function stage(name: string, seed = 1): Stage {
  const scenario = loaded(name);
  const clock = createManualClock();
  let count = 0;
  const store = createObjectStore({ now: clock.now, uid: () => `made-${(count += 1)}` });
  seedStore(store, scenario, { now: clock.now(), seed });
  const controllers = startControllers({ store, clock, random: createRandom(`controllers/${seed}`).next });
  const fleet = startFleet({ store, clock, scenario: fleetOf(scenario), seed });
  const tsdb = createTsdb({ capacity: 7_200_000 / fleet.sampleEveryMs });
  fleet.record((at) => tsdb.scrape(at, fleet.metrics));
  playScript({ scenario, store, clock, steering: fleet.steering });
  return {
    scenario,
    clock,
    store,
    controllers,
    fleet,
    tsdb,
    figure(query) {
      const outcome = instantQuery(tsdb, query, clock.now());
      if (!outcome.ok) throw new Error(outcome.error);
      const { value } = outcome;
      if (value.type === 'scalar') return value.value;
      return value.type === 'vector' && value.samples.length === 1 ? (value.samples[0]?.value ?? Number.NaN) : Number.NaN;
    },
  };
}
