import { z } from 'zod';

/** What the lifecycle reads of a Pod; everything else passes through untouched. */
export const PodParts = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().default('default'),
    uid: z.string(),
    deletionTimestamp: z.string().optional(),
    deletionGracePeriodSeconds: z.number().optional(),
  }),
  spec: z
    .looseObject({
      nodeName: z.string().optional(),
      nodeSelector: z.record(z.string(), z.string()).optional(),
      terminationGracePeriodSeconds: z.number().optional(),
      containers: z
        .array(
          z.looseObject({
            name: z.string().default('app'),
            image: z.string().default(''),
            readinessProbe: z.looseObject({ initialDelaySeconds: z.number().optional() }).optional(),
          }),
        )
        .default([]),
    })
    .default({ containers: [] }),
  status: z
    .looseObject({
      phase: z.string().optional(),
      startTime: z.string().optional(),
      conditions: z.array(z.looseObject({ type: z.string(), status: z.string(), lastTransitionTime: z.string().optional() })).default([]),
      containerStatuses: z
        .array(
          z.looseObject({
            name: z.string(),
            ready: z.boolean().default(false),
            restartCount: z.number().default(0),
            state: z.looseObject({ running: z.looseObject({ startedAt: z.string() }).optional() }).default({}),
          }),
        )
        .default([]),
    })
    .default({ conditions: [], containerStatuses: [] }),
});
export type PodParts = z.infer<typeof PodParts>;

/** Whether the Pod answers, and since when (epoch milliseconds). */
export function readySince(pod: PodParts): number | null {
  const ready = pod.status.conditions.find((each) => each.type === 'Ready');
  return ready?.status === 'True' ? Date.parse(ready.lastTransitionTime ?? '') || 0 : null;
}

export function isTerminating(pod: PodParts): boolean {
  return pod.metadata.deletionTimestamp !== undefined;
}
