import type { TrainsNeeds } from './create-trains.ts';
import type { TrainsDesk } from './desk.ts';

/** Drives departed trains: one desk each. */
export interface Driver {
  /** Drives every departed train while this host runs. */
  begin(): void;
  /** Drives this one now, whether this host stays or not. */
  drive(train: string): void;
}

export function createDriver(_needs: TrainsNeeds, _desk: TrainsDesk): Driver {
  return { begin: () => {}, drive: () => {} };
}
