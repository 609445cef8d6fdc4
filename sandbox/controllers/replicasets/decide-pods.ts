import { isTerminating, type PodParts, readySince } from '../pods/pod-parts.ts';

export interface PodDecision {
  readonly create: number;
  readonly remove: readonly PodParts[];
  readonly replicas: number;
  readonly ready: number;
  readonly available: number;
  /** Epoch milliseconds when the next Pod becomes available by `minReadySeconds`, or null. */
  readonly lookAgainAt: number | null;
}

/** What a ReplicaSet does with its Pods now. Those that go first are the ones that serve least: unscheduled, unready, youngest. */
export function decidePods(all: readonly PodParts[], replicas: number, minReadySeconds: number, now: number): PodDecision {
  const pods = all.filter((pod) => !isTerminating(pod) && pod.status.phase !== 'Failed' && pod.status.phase !== 'Succeeded');
  const since = pods.map((pod) => readySince(pod));
  const matureAt = since.flatMap((at) => (at === null ? [] : [at + minReadySeconds * 1_000]));
  const waiting = matureAt.filter((at) => at > now);
  const excess = Math.max(0, pods.length - replicas);
  return {
    create: Math.max(0, replicas - pods.length),
    remove: pods.toSorted((one, other) => worth(one) - worth(other) || (readySince(other) ?? 0) - (readySince(one) ?? 0)).slice(0, excess),
    replicas: pods.length,
    ready: since.filter((at) => at !== null).length,
    available: matureAt.length - waiting.length,
    lookAgainAt: waiting.length === 0 ? null : Math.min(...waiting),
  };
}

function worth(pod: PodParts): number {
  if (pod.spec.nodeName === undefined) return 0;
  if (pod.status.phase !== 'Running') return 1;
  return readySince(pod) === null ? 2 : 3;
}
