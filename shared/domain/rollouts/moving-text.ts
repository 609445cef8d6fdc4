import { currentVersion, type Workload } from './workload.ts';

/** One sentence about a workload that moves by itself: which step, which analysis, how many pods are new. */
export function movingText(workload: Workload): string {
  const { step, background } = workload.analysis;
  if (step?.phase === 'Running') return `Analysis ${step.name} is running`;
  if (workload.promoteFull) return `Promoting in full. ${podsNew(workload)}`;
  const index = workload.currentStepIndex ?? 0;
  const current = workload.steps[index];
  if (current !== undefined) {
    const watched = background?.phase === 'Running' ? `, watched by analysis ${background.name}` : '';
    return `Step ${index + 1} of ${workload.steps.length}: ${current.text}${watched}. ${podsNew(workload)}`;
  }
  return podsNew(workload);
}

/** `6 of 12 pods new`: available pods of the version in spec.template, against what the spec asks for. */
function podsNew(workload: Workload): string {
  const version = currentVersion(workload);
  const mine = version?.available ?? workload.replicas.updated;
  const wanted = version !== undefined && workload.strategy === 'canary' ? version.desired : workload.replicas.desired;
  return `${mine} of ${wanted} pods new`;
}
