import { audit } from './audit.ts';
import { checklist } from './checklist.ts';
import { connections } from './connections.ts';
import { incidents } from './incidents.ts';
import { rollback } from './rollback.ts';
import { rollouts } from './rollouts.ts';
import { trains } from './trains.ts';

/** All a UI or a script may ask. One router of this shape runs in every host. */
export const contract = { audit, checklist, connections, incidents, rollback, rollouts, trains };
export type Contract = typeof contract;
