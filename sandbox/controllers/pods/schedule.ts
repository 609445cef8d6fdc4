import { z } from 'zod';
import type { StoredObject } from '../../store/object-store.ts';
import type { PodParts } from './pod-parts.ts';

const Node = z.looseObject({
  metadata: z.looseObject({ name: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
  spec: z.looseObject({ unschedulable: z.boolean().optional() }).default({}),
});

export type Placement = { readonly node: string } | { readonly refused: string };

/** Any Node that takes the Pod, by chance: load does not matter here. The refusal is the scheduler's own sentence. */
export function placementOf(pod: PodParts, nodes: readonly StoredObject[], random: () => number): Placement {
  const all = nodes.map((node) => Node.parse(node));
  if (all.length === 0) return { refused: 'no nodes available to schedule pods' };
  const selector = Object.entries(pod.spec.nodeSelector ?? {});
  const open = all.filter((node) => node.spec.unschedulable !== true);
  const fitting = open.filter((node) => selector.every(([key, value]) => node.metadata.labels[key] === value));
  const chosen = fitting[Math.floor(random() * fitting.length)];
  if (chosen !== undefined) return { node: chosen.metadata.name };
  const reasons = [
    ...(all.length > open.length ? [`${all.length - open.length} node(s) were unschedulable`] : []),
    ...(open.length > 0 ? [`${open.length} node(s) didn't match Pod's node affinity/selector`] : []),
  ];
  return {
    refused: `0/${all.length} nodes are available: ${reasons.join(', ')}. preemption: 0/${all.length} nodes are available: ${all.length} Preemption is not helpful for scheduling.`,
  };
}
