import { type Condition, conditionOf, renewCondition, setCondition } from '../machinery/conditions.ts';
import type { ReplicaSet } from '../replicasets/replica-set.ts';
import { sum } from '../replicasets/replica-set.ts';
import type { Deployment } from './deployment.ts';

/** The status a Deployment shows now. @param now RFC 3339 @param nowMs the same in epoch milliseconds */
export function deploymentStatus(
  deployment: Deployment,
  newest: ReplicaSet | null,
  old: readonly ReplicaSet[],
  now: string,
  nowMs: number,
) {
  const all = newest === null ? old : [newest, ...old];
  const updated = newest?.actual ?? 0;
  const available = sum(all, 'available');
  const total = sum(all, 'actual');
  const unavailable = Math.max(0, sum(all, 'replicas') - available);
  const counts = { replicas: total, updatedReplicas: updated, readyReplicas: sum(all, 'ready'), availableReplicas: available };
  const enough = available >= deployment.replicas - deployment.unavailable;
  const conditions = setCondition(
    deployment.status.conditions,
    enough
      ? { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable', message: 'Deployment has minimum availability.' }
      : {
          type: 'Available',
          status: 'False',
          reason: 'MinimumReplicasUnavailable',
          message: 'Deployment does not have minimum availability.',
        },
    now,
  );
  return {
    observedGeneration: deployment.generation,
    ...Object.fromEntries(Object.entries(counts).filter(([, value]) => value > 0)),
    ...(unavailable > 0 ? { unavailableReplicas: unavailable } : {}),
    conditions: [...progress(deployment, newest, counts, conditions, now, nowMs)],
  };
}

type Counts = Pick<Deployment['status'], 'replicas' | 'updatedReplicas' | 'readyReplicas' | 'availableReplicas'>;

function progress(
  deployment: Deployment,
  newest: ReplicaSet | null,
  counts: Counts,
  conditions: readonly Condition[],
  now: string,
  nowMs: number,
): readonly Condition[] {
  const { status, replicas, deadlineSeconds, name } = deployment;
  const before = conditionOf(conditions, 'Progressing');
  const of = newest === null ? `Deployment "${name}"` : `ReplicaSet "${newest.name}"`;
  if (deployment.paused) return conditions;
  if (counts.replicas === counts.updatedReplicas && before?.reason === 'NewReplicaSetAvailable') return conditions;
  if (counts.updatedReplicas === replicas && counts.replicas === replicas && counts.availableReplicas >= replicas) {
    return setCondition(
      conditions,
      { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable', message: `${of} has successfully progressed.` },
      now,
    );
  }
  const moved =
    counts.updatedReplicas > status.updatedReplicas ||
    counts.replicas - counts.updatedReplicas < status.replicas - status.updatedReplicas ||
    counts.readyReplicas > status.readyReplicas ||
    counts.availableReplicas > status.availableReplicas;
  if (moved) {
    return renewCondition(
      conditions,
      { type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated', message: `${of} is progressing.` },
      now,
    );
  }
  if (before?.lastUpdateTime !== undefined && Date.parse(before.lastUpdateTime) + deadlineSeconds * 1_000 < nowMs) {
    return setCondition(
      conditions,
      { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: `${of} has timed out progressing.` },
      now,
    );
  }
  return conditions;
}
