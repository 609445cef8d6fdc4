import { describe, expect, it } from 'vitest';
import { createManualClock } from '../controllers/testing/manual-clock.ts';
import { startControllers } from '../controllers/start-controllers.ts';
import { createRandom } from '../fleet/random.ts';
import { createObjectStore, type MemoryStore } from '../store/memory-store.ts';
import type { StoreEvent } from '../store/object-store.ts';
import { deployments, events, pods, replicasets, rollouts } from '../store/resources.ts';
import { loadScenario, type Scenario, scenarioNames } from './load-scenario.ts';
import { seedStore } from './manifests-of.ts';

function loaded(name: string): Scenario {
  const result = loadScenario(name);
  if (!result.ok) throw new Error(result.problem);
  return result.scenario;
}

function cluster(scenario: Scenario, seed = 1) {
  const clock = createManualClock();
  let count = 0;
  const store: MemoryStore = createObjectStore({ now: clock.now, uid: () => `made-${(count += 1)}` });
  seedStore(store, scenario, { now: clock.now(), seed });
  return { clock, store };
}

describe('the scenarios that come with the sandbox', () => {
  it('are seven, the default first', () => {
    expect(scenarioNames()).toEqual([
      'payments-timeout',
      'n-plus-one',
      'weekend-pass',
      'thundering-herd',
      'dark-pool',
      'healthy',
      'release-train',
    ]);
  });

  it.each(scenarioNames())('%s begins with a shop of twelve services that the controllers leave as it is', (name) => {
    const { clock, store } = cluster(loaded(name));
    expect(store.list(rollouts, 'shop').length + store.list(deployments, 'shop').length).toBeGreaterThanOrEqual(12);
    const heard: StoreEvent[] = [];
    store.onEvent((event) => heard.push(event));
    startControllers({ store, clock, random: createRandom('controllers').next });
    clock.run(60_000);
    expect(
      heard.filter(({ resource }) => resource !== events).map(({ type, object }) => `${type} ${object.kind} ${object.metadata.name}`),
    ).toEqual([]);
    expect(store.list(pods, 'shop').length).toBeGreaterThan(40);
    expect(store.list(replicasets, 'shop').length).toBeGreaterThanOrEqual(24);
  });
});
