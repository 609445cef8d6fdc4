import type { Rollout, RolloutStatus } from './rollout.ts';

const degrading = new Set(['RolloutAborted', 'ProgressDeadlineExceeded']);

/** The phase and message a status amounts to, in the controller's order. */
export function phaseOf(rollout: Rollout, status: RolloutStatus): { readonly phase: string; readonly message: string } {
  for (const { type, reason, message } of status.conditions) {
    if (type === 'InvalidSpec') return { phase: 'Degraded', message: `InvalidSpec: ${message}` };
    if (degrading.has(reason)) return { phase: 'Degraded', message: `${reason}: ${message}` };
  }
  if (rollout.paused) return { phase: 'Paused', message: 'manually paused' };
  const [pause] = status.pauseConditions;
  if (pause !== undefined) return { phase: 'Paused', message: pause.reason };
  const pending = pendingOf(rollout, status);
  return pending === null ? { phase: 'Healthy', message: '' } : { phase: 'Progressing', message: pending };
}

function pendingOf(rollout: Rollout, status: RolloutStatus): string | null {
  if (rollout.restartAt !== null && Date.parse(rollout.restartAt) !== Date.parse(status.restartedAt ?? '')) return 'rollout is restarting';
  if (status.updatedReplicas < rollout.replicas) return 'more replicas need to be updated';
  if (status.availableReplicas < status.updatedReplicas) return 'updated replicas are still becoming available';
  const promoted = status.stableRS !== '' && status.stableRS === status.currentPodHash;
  if (rollout.blueGreen !== null) {
    if (status.blueGreen.activeSelector !== status.currentPodHash) return 'active service cutover pending';
    return promoted ? null : 'waiting for post-promotion verification to complete';
  }
  if (!rollout.routed && status.replicas > status.updatedReplicas) return 'old replicas are pending termination';
  return promoted ? null : 'waiting for all steps to complete';
}
