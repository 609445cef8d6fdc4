import { z } from 'zod';
import { Target } from '../rollouts/target.ts';
import { Fact } from './fact.ts';
import { Review, Severity, SubjectDifference, TimelineSource } from './views.ts';

/** The version of a workload an incident is about. */
export const Subject = z.object({ target: Target, hash: z.string(), label: z.string(), stableHash: z.string() });
export type Subject = z.infer<typeof Subject>;

/** What somebody declared of a service: what the cost meter and the breaches stand on. */
export const Declared = z.object({
  service: z.string(),
  /** Every place it runs, so that a share of one region is not taken for a share of the service. */
  targets: z.array(Target),
  repository: z.string().nullable(),
  revenuePerMinute: z.number().positive().nullable(),
  currency: z.string(),
  /** What was declared bad before anybody looked: this share of failed requests on so many requests a second, reading after reading. */
  breach: z.object({ errorRatePercent: z.number(), minRequests: z.number(), readings: z.number() }).nullable(),
  /** Where it is declared. */
  source: z.string(),
});
export type Declared = z.infer<typeof Declared>;

const Failing = z.object({ requestsPerSecond: z.number().nullable(), errorPercent: z.number().nullable() });

/** How one target was measured from `from` to `to`. Null is unknown, never 0. */
export const Reading = z.object({
  /** targetKey. */
  target: z.string(),
  from: z.number(),
  to: z.number(),
  /** Requests a second on all its versions, and on the bad one. */
  total: z.number().nullable(),
  bad: z.number().nullable(),
  /** Failed requests a second on the bad one. */
  failed: z.number().nullable(),
  /** What the bad version and the stable one failed, of the same window: the rule that calls one worse is asked of these. */
  compared: z
    .object({
      bad: Failing,
      stable: Failing,
      stableLabel: z.string(),
      windowMs: z.number(),
      source: z.string(),
    })
    .nullable()
    .optional(),
});
export type Reading = z.infer<typeof Reading>;

/** What a collector last saw of a target: the next look is compared with it. */
export const Seen = z.object({
  target: Target,
  at: z.number(),
  uid: z.string(),
  templateHash: z.string(),
  currentHash: z.string(),
  label: z.string(),
  replicas: z.number(),
  paused: z.boolean(),
  steps: z.string(),
  /** `HTTPRoute/payments` to the canary's percent. */
  routes: z.record(z.string(), z.number().nullable()),
});
export type Seen = z.infer<typeof Seen>;

export const Gap = z.object({ source: TimelineSource, text: z.string() });
export type Gap = z.infer<typeof Gap>;

const Told = { by: z.string(), auditId: z.string() };

/** All that ever happens to an incident, as its stream keeps it. When: the record's own time. */
export const IncidentEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('opened'),
    title: z.string(),
    severity: Severity,
    by: z.string(),
    cause: z.string(),
    targets: z.array(Target),
    subjects: z.array(Subject),
    since: z.number(),
    auditId: z.string().nullable(),
  }),
  /** Another rollback or train of the same targets: one open incident per target at a time. */
  z.object({ type: z.literal('joined'), cause: z.string(), targets: z.array(Target), subjects: z.array(Subject), since: z.number() }),
  z.object({
    type: z.literal('gathered'),
    facts: z.array(Fact),
    readings: z.array(Reading),
    subjects: z.array(Subject),
    seen: z.array(Seen),
    /** null: as before. */
    declared: z.array(Declared).nullable(),
    gaps: z.array(Gap).nullable(),
    /** Audit entries of what people did to this incident, by auditId. */
    /** Older desks wrote none. */
    differences: z.array(SubjectDifference).optional(),
    cited: z.array(z.object({ auditId: z.string(), seq: z.number(), hash: z.string() })),
  }),
  z.object({ type: z.literal('noted'), id: z.string(), text: z.string(), at: z.number(), ...Told }),
  z.object({ type: z.literal('annotated'), entry: z.string(), text: z.string(), ...Told }),
  z.object({ type: z.literal('pinned'), entry: z.string(), pinned: z.boolean(), ...Told }),
  z.object({ type: z.literal('hid'), entry: z.string(), hidden: z.boolean(), reason: z.string(), ...Told }),
  z.object({ type: z.literal('corrected'), entry: z.string(), at: z.number(), reason: z.string(), ...Told }),
  z.object({ type: z.literal('retitled'), title: z.string(), severity: Severity, ...Told }),
  z.object({ type: z.literal('reviewed'), review: Review, ...Told }),
  z.object({ type: z.literal('closed'), reason: z.string(), ...Told }),
]);
export type IncidentEvent = z.infer<typeof IncidentEvent>;

/** An event and when its writer recorded it, epoch ms. */
export interface Recorded {
  readonly at: number;
  readonly event: IncidentEvent;
}
