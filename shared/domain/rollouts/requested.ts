import { isFullyPromoted, isObserved, stableVersion, currentVersion, type Workload } from './workload.ts';

/** A figure before it is dated. */
export interface Share {
  readonly percent: number | null;
  readonly source: string;
  readonly note: string;
}

/** What people call the version in spec.template, or its hash while its ReplicaSet is unknown. */
export function currentLabel(workload: Workload): string {
  return currentVersion(workload)?.label ?? (workload.currentHash === '' ? 'the new version' : workload.currentHash);
}

/** What people call the stable version, or its hash while its ReplicaSet is unknown. */
export function stableLabel(workload: Workload): string {
  return stableVersion(workload)?.label ?? (workload.stableHash === '' ? 'the stable version' : workload.stableHash);
}

/** The status still describes the version before: what it says about "the new one" is about another. */
export function describesOlderSpec(workload: Workload): boolean {
  return !isObserved(workload) && (workload.currentHash === '' || workload.currentHash === workload.stableHash);
}

/**
 * The weight the steps ask for at a step index: the last setWeight at or before it, 0 before the first, 100 past the end.
 * Argo: GetCurrentSetWeight. The index names the step being executed, so a setWeight counts from the moment it begins.
 */
export function weightAtStep(steps: Workload['steps'], index: number): number {
  if (index >= steps.length) return 100;
  const passed = steps.slice(0, Math.max(0, index) + 1).filter((step) => step.weight !== null);
  return passed[passed.length - 1]?.weight ?? 0;
}

/** The share of the version in spec.template that the spec asks for now. */
export function requestedShare(workload: Workload): Share {
  if (describesOlderSpec(workload)) return { percent: null, source: 'spec', note: 'the controller has not seen the newest spec' };
  const note = isObserved(workload) ? '' : 'the controller has not seen the newest spec';
  if (workload.strategy === 'rollingUpdate' || workload.strategy === 'recreate') {
    return { percent: 100, source: 'spec', note: note || 'a rolling update has no weight' };
  }
  if (isFullyPromoted(workload)) return { percent: 100, source: 'spec, fully promoted', note };
  if (workload.aborted) return { percent: 0, source: 'abort, spec read back', note: `the spec still asks for ${currentLabel(workload)}` };
  if (workload.blueGreen !== null) {
    const active = workload.blueGreen.activeSelector === workload.currentHash;
    return { percent: active ? 100 : 0, source: 'spec, active Service', note };
  }
  if (workload.promoteFull) return { percent: 100, source: 'spec, promoted in full', note };
  const { steps } = workload;
  if (steps.length === 0) return { percent: 100, source: 'spec, no steps', note };
  const index = workload.currentStepIndex ?? 0;
  const source = index >= steps.length ? `spec, all ${steps.length} steps done` : `spec, step ${index + 1} of ${steps.length}`;
  return { percent: weightAtStep(steps, index), source, note };
}
