import { z } from 'zod';

/** The call every request makes. One that takes longer than the time-out answers 500 at that moment. */
const OutboundCall = z.strictObject({
  to: z.string(),
  /** Median, in milliseconds. */
  ms: z.number().positive(),
  /** Sigma of the log-normal: 0.1 is a call that nearly always takes about as long. */
  spread: z.number().positive().max(3).default(0.3),
  /** The part of the calls that takes another time. */
  slow: z.strictObject({ share: z.number().min(0).max(1), ms: z.number().positive(), spread: z.number().positive().max(3) }).optional(),
  timeoutMs: z.number().positive(),
  /** The environment variable that sets the time-out (milliseconds), where the pod template has it. */
  timeoutEnv: z.string().optional(),
});

const Pool = z.strictObject({
  /** Connections a pod may hold. */
  max: z.number().positive(),
  /** How long a request holds one, in milliseconds. */
  holdMs: z.number().min(0),
  /** Connections held without any request. */
  background: z.number().min(0).default(0),
});

/** How one version behaves. */
export const Profile = z.strictObject({
  /** Median without calls, in milliseconds, on a pod that is not busy. */
  latencyMs: z.number().positive(),
  spread: z.number().positive().max(3).default(0.35),
  errorRate: z.number().min(0).max(1),
  /** Requests a second one pod can answer. Above it, the rest is refused with 503. */
  capacityRps: z.number().positive(),
  call: OutboundCall.optional(),
  pool: Pool.optional(),
  memoryMb: z.number().positive().default(220),
  cpuMsPerRequest: z.number().positive().default(4),
  /** Mean time between crashes of one pod's process; never, if left out. */
  crashEverySeconds: z.number().positive().optional(),
});
export type Profile = z.infer<typeof Profile>;

const Change = Profile.partial().extend({ call: OutboundCall.partial().optional(), pool: Pool.partial().optional() });

/** When a rule holds: all that is named must be true of the version or of the world. */
const Condition = z.strictObject({
  /** `2.14.0`, or a bound: `>=2.14.0`, `<3.0.0`. */
  image: z
    .string()
    .regex(/^(>=|<=|>|<)?\d+(\.\d+)*$/, 'a version such as 2.14.0 or >=2.14.0')
    .optional(),
  /** Exact texts; a number can be bounded: `<600`. */
  env: z.record(z.string(), z.string()).optional(),
  /** Facts of the outside world that events of the script set. */
  facts: z.record(z.string(), z.boolean()).optional(),
});

export const Behaviour = z.strictObject({ when: Condition, then: Change, because: z.string() });
export type Behaviour = z.infer<typeof Behaviour>;

/** One service of the fleet: its traffic and what its versions do. Which versions run, and who gets how much, is the cluster's. */
export const ServiceSpec = z.strictObject({
  namespace: z.string(),
  name: z.string(),
  /** At Monday's busiest hour. */
  peakRps: z.number().min(0),
  /** Standard deviation of the noise around the curve, with a memory of a minute. */
  noise: z.number().min(0).max(1).default(0.05),
  profile: Profile,
  behaviours: z.array(Behaviour).default([]),
  /** The database all pods share, of any version, with or without traffic. */
  database: z.strictObject({ name: z.string(), maxConnections: z.number().positive() }).optional(),
  /** A counter of business outcomes, such as `payments_total`: a failed request is a failed payment. */
  business: z
    .string()
    .regex(/^[a-z_]+_total$/)
    .optional(),
  /** Served by the mesh: `istio_requests_total` too. */
  mesh: z.boolean().default(false),
});
export type ServiceSpec = z.infer<typeof ServiceSpec>;
