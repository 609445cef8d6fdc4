import type { ClusterEvent } from '../rollouts/detail.ts';
import type { Target } from '../rollouts/target.ts';
import { emptyFact, type Fact } from './fact.ts';
import { grainOf } from './order.ts';

/** Reasons that say a share of traffic moved or a rollout was stopped, in Argo Rollouts' words. */
const bad = /Abort|Failed|BackOff|Unhealthy|Error|Degraded|Evict|OOM/i;
const moving = /TrafficWeight|SwitchService|StepCompleted|RolloutUpdated|ScalingReplicaSet|RolloutPaused|RolloutResumed/;

/** Kubernetes events about a workload, its ReplicaSets and pods. The same event counted again is the same entry with more said. */
export function eventFact(event: ClusterEvent, target: Target): Fact | null {
  if (event.at === null) return null;
  return {
    ...emptyFact,
    id: `event:${target.context}:${event.uid}`,
    rev: event.count,
    at: event.at,
    precisionMs: grainOf(event.at),
    source: 'kubernetes',
    who: 'controller',
    tone: event.type === 'Warning' || bad.test(event.reason) ? 'bad' : moving.test(event.reason) ? 'moving' : 'neutral',
    text: `${event.reason} on ${event.object}${event.count > 1 ? `, ${event.count} times` : ''}`,
    detail: event.message === '' ? null : event.message,
    target,
  };
}
