import type { RawApi } from '../support/raw-api.ts';
import { createRollout, healthyStatus, pausedStatus } from '../support/rollouts.ts';

export const rolloutCount = 1_000;
const atOnce = 16;

export const nameOf = (number: number) => `service-${String(number).padStart(4, '0')}`;

/** 1,000 Rollouts with 2 to 10 ReplicaSets each, 6,000 in all. One in twenty waits at a pause, the others are healthy. */
export async function fillCluster(admin: RawApi): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < rolloutCount) {
      const number = next;
      next += 1;
      const revisions = 2 + (number % 9);
      await createRollout(admin, nameOf(number), revisions, number % 20 === 0 ? pausedStatus(revisions) : healthyStatus(revisions));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
