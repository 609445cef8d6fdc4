import { z } from 'zod';

const strings = z.record(z.string(), z.string()).default({});

/** What tests look at in objects of any kind. */
export const Seen = z.looseObject({
  metadata: z.looseObject({ name: z.string(), generation: z.number().default(0), annotations: strings, labels: strings }),
  spec: z.looseObject({ replicas: z.number().optional(), selector: strings.catch({}) }).default({ selector: {} }),
  status: z
    .looseObject({
      phase: z.string().optional(),
      message: z.string().optional(),
      observedGeneration: z.union([z.string(), z.number()]).optional(),
      currentPodHash: z.string().optional(),
      stableRS: z.string().optional(),
      currentStepIndex: z.number().optional(),
      controllerPause: z.boolean().optional(),
      abort: z.boolean().optional(),
      abortedAt: z.string().optional(),
      promoteFull: z.boolean().optional(),
      restartedAt: z.string().optional(),
      replicas: z.number().optional(),
      updatedReplicas: z.number().optional(),
      readyReplicas: z.number().optional(),
      availableReplicas: z.number().optional(),
      pauseConditions: z
        .array(z.looseObject({ reason: z.string() }))
        .nullish()
        .transform((each) => each ?? []),
      conditions: z.array(z.looseObject({ type: z.string(), status: z.string(), reason: z.string(), message: z.string() })).default([]),
      canary: z
        .looseObject({
          weights: z
            .looseObject({ canary: z.looseObject({ weight: z.number() }), stable: z.looseObject({ weight: z.number() }) })
            .optional(),
        })
        .default({}),
      blueGreen: z.looseObject({ activeSelector: z.string().optional(), previewSelector: z.string().optional() }).default({}),
    })
    .prefault({}),
  involvedObject: z.looseObject({ name: z.string() }).optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
});
export type Seen = z.infer<typeof Seen>;

export const SeenRoute = z.looseObject({
  spec: z.looseObject({ http: z.array(z.looseObject({ route: z.array(z.looseObject({ weight: z.number() })) })) }),
});
