import type { RolloutPage } from '#shared/contract/rollouts.ts';
import type { Pod } from '#shared/domain/rollouts/detail.ts';
import type { Badge } from '#shared/domain/rollouts/views.ts';
import { currentVersion, stableVersion, type Phase, type Workload } from '#shared/domain/rollouts/workload.ts';
import type { DialStep } from '../../charts/dial-face.tsx';

export interface Labels {
  /** What production ran before, or runs alone. */
  readonly stable: string | null;
  /** The version in spec.template. */
  readonly current: string;
}

export function labelsOf(workload: Workload): Labels {
  const current = currentVersion(workload);
  const stable = stableVersion(workload);
  return { stable: stable === undefined || stable.hash === current?.hash ? null : stable.label, current: current?.label ?? '?' };
}

const badges: Record<Phase, Badge> = {
  Healthy: 'healthy',
  Progressing: 'progressing',
  Paused: 'paused',
  Degraded: 'degraded',
  Unknown: 'unknown',
};

/** The controller's own word, in the desk's shape and colour. */
export function badgeOf(phase: Phase): Badge {
  return badges[phase];
}

/** The steps' weights for the dial's rim. */
export function dialSteps({ detail: { workload }, steps }: RolloutPage): DialStep[] {
  return workload.steps.flatMap((step, index) =>
    step.weight === null ? [] : [{ percent: step.weight, done: steps[index]?.state === 'done' }],
  );
}

export interface PodGroup {
  readonly hash: string;
  readonly label: string;
  /** `stable`, `canary`, `preview`, or nothing for an older version. */
  readonly role: string;
  readonly current: boolean;
  readonly pods: readonly Pod[];
}

/** Pods by version, stable first. Pods of versions nobody knows any more come last. */
export function podGroups({ detail: { workload, pods } }: RolloutPage): PodGroup[] {
  const hashes = [...new Set([workload.stableHash, workload.currentHash, ...pods.map((pod) => pod.hash)])].filter((hash) => hash !== '');
  return hashes
    .map((hash) => {
      const version = workload.versions.find((candidate) => candidate.hash === hash);
      const current = hash === workload.currentHash;
      const role =
        hash === workload.stableHash
          ? 'stable'
          : current
            ? workload.strategy === 'blueGreen'
              ? 'preview'
              : workload.strategy === 'canary'
                ? 'canary'
                : 'new'
            : '';
      return {
        hash,
        label: version?.label ?? hash,
        role,
        current: current && hash !== workload.stableHash,
        pods: pods.filter((pod) => pod.hash === hash),
      };
    })
    .filter((group) => group.pods.length > 0);
}

/** What is wrong with pods, in the kubelet's words: `4 restarts, CrashLoopBackOff`. Empty when nothing is. */
export function podTrouble(pods: readonly Pod[]): string {
  const restarts = pods.reduce((sum, pod) => sum + pod.restarts, 0);
  const reasons = [...new Set(pods.map((pod) => pod.reason).filter((reason) => reason !== ''))];
  return [restarts === 0 ? '' : `${restarts} ${restarts === 1 ? 'restart' : 'restarts'}`, ...reasons]
    .filter((part) => part !== '')
    .join(', ');
}

/** How a condition is drawn: `InvalidSpec` and its kind are bad when True, the others when False. */
export function conditionLook(type: string, status: string): 'ok' | 'degraded' | 'ring' {
  const bad = ['InvalidSpec', 'ReplicaFailure', 'Paused'].includes(type) ? status === 'True' : status === 'False';
  if (type === 'Paused' || type === 'Completed' || type === 'Healthy') return status === 'True' ? 'ok' : 'ring';
  return bad ? 'degraded' : status === 'True' ? 'ok' : 'ring';
}
