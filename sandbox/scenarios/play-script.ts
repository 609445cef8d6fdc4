import type { SimClock } from '../clock/sim-clock.ts';
import type { FleetSteering } from '../fleet/steering.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { deploy } from './deploy.ts';
import type { Scenario } from './load-scenario.ts';
import { type Action, type ScriptEvent, scriptOf } from './script-of.ts';

/** Lets the events of a scenario happen, each in its time, counted from now. `heard` is told of every one after it happened. */
export function playScript(needs: {
  scenario: Scenario;
  store: ObjectStore;
  clock: SimClock;
  steering: FleetSteering;
  /** Where late changes go. */
  push?: (service: string, change: Extract<Action, { do: 'change' }>['change']) => void;
  heard?: (event: ScriptEvent, at: number) => void;
}): { stop(): void } {
  const { scenario, store, clock, steering, push, heard } = needs;

  function act(action: Action): void {
    switch (action.do) {
      case 'deploy':
        return deploy(store, scenario.namespace, action);
      case 'change':
        return push?.(action.service, action.change);
      case 'fact':
        return steering.setFact(action.name, action.value);
      case 'load':
        return steering.setLoad(action.service, action.factor);
      case 'traffic':
        return steering.setTrafficTime(clock.now(), action.trafficTime);
    }
  }

  const timers = scriptOf(scenario).map((event) =>
    clock.after(event.offsetMs, () => {
      for (const action of event.actions) act(action);
      heard?.(event, clock.now());
    }),
  );
  return { stop: () => timers.forEach((timer) => timer.cancel()) };
}
