import { stateAt } from '#shared/domain/trains/train.ts';
import type { Ports } from '../core.ts';
import type { StandingOf } from './standings.ts';
import type { TrainStore } from './train-store.ts';

/** Often enough that nobody plans on a go for long that its evidence does not carry any more. */
const everyMs = 30_000;

/**
 * While a host stays: asks the checklist of every train that waits for its departure and of which somebody has spoken, so that
 * a go expires when its evidence turns red and not only when somebody looks. Ends with the signal.
 */
export async function watchGoes(
  { clock, records }: Pick<Ports, 'clock' | 'records'>,
  store: Pick<TrainStore, 'all'>,
  standing: StandingOf,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const [all, spoken] = [await store.all(), await records.streams('checklist/')];
    const about = new Set(spoken.ok ? spoken.value : []);
    for (const { train } of all.ok ? all.value : [])
      if (!signal.aborted && about.has(`checklist/${train.plan.id}`) && stateAt(train, clock.now()) === 'deciding')
        await standing(train.plan.id, signal);
    await clock.sleep(everyMs, signal);
  }
}
