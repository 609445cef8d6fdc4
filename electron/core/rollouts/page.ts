import type { RolloutPage } from '#shared/contract/rollouts.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { roleOf } from '#shared/domain/policy/role.ts';
import type { Rights } from '#shared/domain/policy/rights.ts';
import { availabilityOf } from '#shared/domain/rollouts/availability.ts';
import type { WorkloadDetail } from '#shared/domain/rollouts/detail.ts';
import type { RatesReading } from '#shared/domain/rollouts/observed.ts';
import type { HealthReading } from '#shared/domain/rollouts/version-health.ts';
import { stepsOf } from '#shared/domain/rollouts/steps.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import type { Failure } from '#shared/contract/result.ts';
import type { Cluster } from '../ports/cluster.ts';
import { rowOf, type Since } from './row.ts';

export interface PageFacts {
  readonly detail: WorkloadDetail;
  readonly rates: RatesReading;
  readonly health: HealthReading;
  readonly rights: Rights | null;
  readonly clusterAt: number;
  readonly silent: { since: number; error: Failure } | null;
  readonly since: Since;
  readonly now: number;
  readonly timeZone: string;
}

/** The page from its facts. The same facts give the same page. */
export function pageOf(facts: PageFacts): { page: RolloutPage; since: Since } {
  const { detail, rights, now } = facts;
  const { row, headline, since } = rowOf({ ...facts, workload: detail.workload, routes: detail.routes });
  // A span that runs down is the reader's to count: the wire carries its end.
  const steps = stepsOf(detail.workload, now).map(({ leftMs, ...step }) =>
    leftMs === null ? { ...step, endsAt: null } : { ...step, detail: '', endsAt: now + leftMs },
  );
  const page: RolloutPage = {
    detail,
    dial: row.dial,
    disagreement: headline,
    attention: row.attention,
    health: row.health,
    steps,
    availability: [...availabilityOf(detail.workload, rights, detail.revisions)],
    role: roleOf(rights),
    silent: facts.silent?.error ?? null,
  };
  return { page, since };
}

/** What the API server says this person may do here; null when it does not say. Never a reason to show no page. */
export async function rightsOrNull(cluster: Cluster, namespace: string, signal: AbortSignal): Promise<Rights | null> {
  const rights = await cluster.rights(namespace, signal);
  return rights.ok ? rights.value : null;
}

/** Everything a page needs, read now. */
export async function readPageFacts(
  cluster: Cluster,
  target: Target,
  signal: AbortSignal,
): Promise<Result<{ detail: WorkloadDetail; rights: Rights | null }>> {
  if (cluster.context !== target.context) return fail('internal', 'A page was read from another cluster.');
  const [detail, rights] = await Promise.all([cluster.readDetail(target, signal), rightsOrNull(cluster, target.namespace, signal)]);
  return detail.ok ? ok({ detail: detail.value, rights }) : detail;
}
