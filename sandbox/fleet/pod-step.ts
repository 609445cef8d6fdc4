import { fullest } from './databases.ts';
import { latencyShape, timedOut } from './latency.ts';
import type { PodProcess } from './pod-process.ts';
import type { Random } from './random.ts';
import type { Profile } from './service-spec.ts';

export interface PodStep {
  readonly process: PodProcess;
  readonly random: Random;
  readonly profile: Profile;
  readonly rps: number;
  readonly seconds: number;
  /** Of the shared database: the part of its demand it cannot serve. */
  readonly shortage: number;
}

/** What one pod does in a step. `connections`: of the shared database, those it asks for. */
export function movePod({ process, random, profile, rps, seconds, shortage }: PodStep): { connections: number; crashed: boolean } {
  const crashed = profile.crashEverySeconds !== undefined && random.next() < 1 - Math.exp(-seconds / profile.crashEverySeconds);
  if (crashed) process.crash();

  const busy = rps / profile.capacityRps;
  const refusedShare = busy > 1 ? 1 - 1 / busy : 0;
  const slowness = slownessOf(busy) * (1 + 6 * shortage);
  const failing = Math.min(1, profile.errorRate + timedOut(profile) + 0.5 * shortage);

  const arrived = random.poisson(rps * seconds);
  const refused = random.binomial(arrived, refusedShare);
  const served = arrived - refused;
  const failed = random.binomial(served, failing);
  process.answered('200', served - failed);
  process.answered('500', failed);
  process.answered('503', refused);
  process.took(arrived, latencyShape(profile, slowness));
  process.business('success', served - failed);
  process.business('failure', failed + refused);

  const demand = profile.pool ? profile.pool.background + (Math.min(rps, profile.capacityRps) * profile.pool.holdMs) / 1_000 : 0;
  const jitter = 1 + 0.04 * random.normal();
  process.uses({
    poolMax: profile.pool?.max ?? null,
    poolInUse: profile.pool ? Math.max(0, Math.round(Math.min(demand * jitter, profile.pool.max * fullest))) : null,
    cpuSeconds: (served * profile.cpuMsPerRequest) / 1_000 + 0.01 * seconds,
    memoryBytes: Math.round((profile.memoryMb * (1 + 0.25 * Math.min(1, busy)) + 4 * jitter) * 1_048_576),
  });
  return { connections: profile.pool ? Math.min(demand, profile.pool.max) : 0, crashed };
}

/** Little happens until a pod is nearly full; then its queue is what its callers wait for. */
function slownessOf(busy: number): number {
  return busy < 1 ? 1 + 0.5 * busy ** 4 : Math.min(6, 1.5 + 4 * (busy - 1));
}
