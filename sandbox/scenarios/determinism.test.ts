import { describe, expect, it } from 'vitest';
import { events } from '../store/resources.ts';
import { storySoFar } from './script-of.ts';
import { loaded, stage } from './testing/stage.ts';

function run(name: string, seed: number) {
  const world = stage(name, seed);
  const told: string[] = [];
  world.store.onEvent(({ type, resource, object, resourceVersion }) => {
    if (resource === events) return;
    told.push(
      `${world.clock.now()} ${resourceVersion} ${type} ${object.kind} ${object.metadata.name} ${JSON.stringify(object.status ?? {})}`,
    );
  });
  world.clock.run(240_000);
  const series = world.fleet.metrics
    .families()
    .flatMap(({ series: all }) => [...all].map(({ labels, value }) => `${JSON.stringify(labels)} ${value}`));
  return { told, series };
}

describe('a seeded scenario', () => {
  it('run twice gives the same events and the same figures', () => {
    const [one, two] = [run('payments-timeout', 7), run('payments-timeout', 7)];
    expect(one.told.length).toBeGreaterThan(200);
    expect(two.told).toEqual(one.told);
    expect(two.series).toEqual(one.series);
  });

  it('with another seed is another evening', () => {
    expect(run('payments-timeout', 8).series).not.toEqual(run('payments-timeout', 7).series);
  });

  it('tells its story as far as it has happened', () => {
    const scenario = loaded('payments-timeout');
    expect(storySoFar(scenario, 0)).toEqual([]);
    expect(storySoFar(scenario, 35_000).map(({ offsetMs }) => offsetMs)).toEqual([1_000, 2_000, 30_000]);
    expect(storySoFar(scenario, 480_000).at(-1)?.text).toMatch(/at 50% and waits for a person/);
  });
});
