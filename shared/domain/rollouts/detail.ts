import { z } from 'zod';
import { FieldChange, UndatedChange } from './field-change.ts';
import { Image, RouteReading, Version, Workload } from './workload.ts';

export const Pod = z.object({
  name: z.string(),
  hash: z.string(),
  phase: z.string(),
  ready: z.boolean(),
  restarts: z.number(),
  /** Why it is not ready, in the kubelet's words, or empty. */
  reason: z.string(),
  node: z.string(),
  images: z.array(Image.extend({ imageId: z.string() })),
  startedAt: z.number().nullable(),
});
export type Pod = z.infer<typeof Pod>;

export const ClusterEvent = z.object({
  uid: z.string(),
  type: z.string(),
  reason: z.string(),
  message: z.string(),
  object: z.string(),
  count: z.number(),
  at: z.number().nullable(),
});
export type ClusterEvent = z.infer<typeof ClusterEvent>;

/** A revision with what its pods really run: `imageIds` are digests as the kubelet reports them, empty when no pod runs. */
export const Revision = Version.extend({ imageIds: z.array(z.string()), changeCause: z.string() });
export type Revision = z.infer<typeof Revision>;

/** One line of the difference between two versions. `path` is a place a person can find: `containers[payments].env.PSP_TIMEOUT_MS`. */
export const Difference = z.object({
  section: z.enum(['image', 'env', 'args', 'command', 'resources', 'probes', 'config', 'other']),
  path: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type Difference = z.infer<typeof Difference>;

export const VersionDifference = z.object({
  from: z.string(),
  to: z.string(),
  lines: z.array(Difference),
  /** Said when something could not be compared, for example a ConfigMap we may not read. */
  notes: z.array(z.string()),
});
export type VersionDifference = z.infer<typeof VersionDifference>;

/** Everything the page of one workload shows, as one consistent reading. */
export const WorkloadDetail = z.object({
  workload: Workload,
  routes: z.array(RouteReading),
  pods: z.array(Pod),
  events: z.array(ClusterEvent),
  revisions: z.array(Revision),
  difference: VersionDifference.nullable(),
  /** Who last wrote fields of the object (and of the Deployment a workloadRef names); its routes carry their own. */
  changes: z.array(FieldChange).optional(),
  /** Who wrote fields of them at a time the cluster does not keep: a scale. */
  undated: z.array(UndatedChange).optional(),
  /** Parts that could not be read, in words with the upstream's text. The rest is still true. */
  gaps: z.array(z.object({ part: z.string(), why: z.string() })),
  at: z.number(),
});
export type WorkloadDetail = z.infer<typeof WorkloadDetail>;
