import type { Preparation } from '#shared/contract/rollouts.ts';
import { ok, type Result } from '#shared/contract/result.ts';
import type { Command } from '#shared/domain/rollouts/action.ts';
import { kubectlOf } from '#shared/domain/rollouts/kubectl.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import type { HealthHistory } from '#shared/domain/rollouts/version-health.ts';
import type { Clock } from '../ports/clock.ts';
import type { Cluster } from '../ports/cluster.ts';
import type { Metrics } from '../ports/metrics.ts';

/** One point a scrape: more would be the same sample twice. */
const stepSeconds = 15;

/** What an action would send, from the object as it is now. Sends nothing. `invalid`: there is nothing to send, and why. */
export async function preparationOf(
  registry: { clusterOf(context: string): Promise<Result<Pick<Cluster, 'read' | 'prepare'>>> },
  clock: Clock,
  target: Target,
  command: Command,
  signal: AbortSignal,
): Promise<Result<Preparation>> {
  const cluster = await registry.clusterOf(target.context);
  if (!cluster.ok) return cluster;
  const workload = await cluster.value.read(target, signal);
  if (!workload.ok) return workload;
  const prepared = await cluster.value.prepare(workload.value, command, signal);
  if (!prepared.ok) return prepared;
  return ok({ writes: [...prepared.value.writes], kubectl: kubectlOf(target, command, workload.value.paused), at: clock.now() });
}

/** Figures of the asked versions over the last minutes. Points stand on whole steps, so that a second question has the same ones. */
export async function historyOf(
  metrics: Pick<Metrics, 'versionHealthSeries'>,
  clock: Clock,
  { target, hashes, minutes }: { target: Target; hashes: string[]; minutes: number },
  signal: AbortSignal,
): Promise<Result<HealthHistory>> {
  const stepMs = stepSeconds * 1_000;
  const to = Math.floor(clock.now() / stepMs) * stepMs;
  const series = await metrics.versionHealthSeries(target, hashes, { from: to - minutes * 60_000, to, stepSeconds }, signal);
  if (!series.ok) return series;
  const byHash = Object.fromEntries([...series.value.byHash].map(([hash, figures]) => [hash, [...figures]]));
  return ok({ at: [...series.value.at], byHash, source: series.value.source });
}
