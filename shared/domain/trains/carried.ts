import { sameArtifact } from './decide.ts';
import type { Change } from './events.ts';
import type { Train } from './train.ts';

/** Which of these trains carries this very artifact, under way or arrived: a passenger is on one train. null: none does. */
export function carriedBy(trains: readonly Train[], change: Pick<Change, 'service' | 'digest' | 'commit'>): string | null {
  return trains.find((train) => carries(train, change))?.plan.id ?? null;
}

function carries(train: Train, change: Pick<Change, 'service' | 'digest' | 'commit'>): boolean {
  if (train.ended?.state === 'cancelled' || !train.aboard.some((one) => sameArtifact(one, change))) return false;
  if (train.departed === null) return true;
  const legs = train.legs.filter(({ service }) => service === change.service);
  return !legs.every(({ step }) => step.state === 'left-alone');
}
