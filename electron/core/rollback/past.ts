import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import type { Lever } from '#shared/domain/rollback/plan.ts';
import type { Past, PastClock } from '#shared/domain/rollback/predict.ts';
import { RollbackClock } from '#shared/domain/rollback/execution.ts';
import { Command } from '#shared/domain/rollouts/action.ts';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import type { AuditReadModel } from '../audit/read-model.ts';

/** Clocks of earlier effective rollbacks with this lever, newest 50, from the audit log: nothing is written twice. */
export async function pastOf(audit: AuditReadModel, target: Target, lever: Lever): Promise<Past> {
  const entries = await audit.effectiveRollbacks(50);
  const clocks = entries.flatMap((entry) => clockOf(entry, lever));
  const key = targetKey(target);
  const cluster = `${encodeURIComponent(target.context)}/`;
  return {
    ofWorkload: clocks.filter((one) => one.target === key).map((one) => one.clock),
    ofCluster: clocks.filter((one) => one.target.startsWith(cluster)).map((one) => one.clock),
  };
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
