import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import type { Lever } from '#shared/domain/rollback/plan.ts';
import type { Past, PastClock } from '#shared/domain/rollback/predict.ts';
import { ObjectState, RollbackClock } from '#shared/domain/rollback/execution.ts';
import { Routing } from '#shared/domain/rollback/routing.ts';
import { Command } from '#shared/domain/rollouts/action.ts';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import type { AuditReadModel } from '../audit/read-model.ts';

/**
 * Clocks of earlier effective rollbacks with this lever of workloads of this routing, from the newest 50 of each kind in the
 * audit log: nothing is written twice.
 */
export async function pastOf(audit: Pick<AuditReadModel, 'rollbackClocks'>, target: Target, lever: Lever, routing: Routing): Promise<Past> {
  const entries = await audit.rollbackClocks(50);
  const clocks = entries.flatMap((entry) => (routingOfEntry(entry) === routing ? clockOf(entry, lever) : []));
  const key = targetKey(target);
  const cluster = `${encodeURIComponent(target.context)}/`;
  return {
    ofWorkload: clocks.filter((one) => one.target === key).map((one) => one.clock),
    ofCluster: clocks.filter((one) => one.target.startsWith(cluster)).map((one) => one.clock),
  };
}

/** What the act noted. An older entry says it only where weights were read back; where it does not say, it is no sample. */
function routingOfEntry({ target, detail }: AuditEntry): Routing | null {
  const noted = Routing.safeParse(detail.routing);
  if (noted.success) return noted.data;
  if (target.split('/')[2] === 'Deployment') return 'deployment';
  return ObjectState.safeParse(detail.after).data?.weights == null ? null : 'routed';
}

function clockOf(entry: AuditEntry, lever: Lever): { target: string; clock: PastClock }[] {
  const clock = RollbackClock.safeParse(entry.detail.clock);
  const command = Command.safeParse(entry.detail.command);
  if (!clock.success || !command.success || command.data.action !== lever) return [];
  const { accepted, weight, traffic, normal } = clock.data;
  return [
    {
      target: entry.target,
      clock: { accepted: accepted.seconds, weight: weight.seconds, traffic: traffic.seconds, normal: normal.seconds },
    },
  ];
}
