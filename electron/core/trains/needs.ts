import type { Perform } from '../acts/perform.ts';
import type { AuditedRunner } from '../audited.ts';
import type { Pending } from '../pending.ts';
import type { DeskNeeds } from './desk.ts';

/** What the feature needs of the rest of the core. */
export interface TrainsNeeds extends DeskNeeds {
  readonly perform: Perform;
  readonly runner: AuditedRunner;
  /** What a stopping host waits for. */
  readonly pending: Pending;
}
