import { z } from 'zod';
import { Difference } from '../rollouts/detail.ts';
import { Target } from '../rollouts/target.ts';
import { SeenAtHold } from './seen-at-hold.ts';

/** Whose word an entry is. outside: a change nobody made through this desk. */
export const TimelineSource = z.enum(['audit', 'kubernetes', 'route', 'metrics', 'ci', 'sign-off', 'outside', 'train', 'note', 'desk']);
export type TimelineSource = z.infer<typeof TimelineSource>;

const AuditRef = z.object({ seq: z.number(), hash: z.string() });

export const TimelineEntry = z.object({
  id: z.string(),
  /** Epoch ms as it is to be read: corrected where a person corrected it. */
  at: z.number(),
  /** What the source said, when `at` was corrected. The original stays. */
  originalAt: z.number().nullable(),
  /** How exact `at` is, milliseconds: it happened between `at` and `at + precisionMs`. 1 is exact, 1000 is what Kubernetes keeps. */
  precisionMs: z.number(),
  source: TimelineSource,
  /** Person, controller or tool; the source's own name for it. null: the source does not say. */
  who: z.string().nullable(),
  tone: z.enum(['bad', 'good', 'moving', 'neutral', 'person', 'outside']),
  text: z.string(),
  /** Upstream's words or object paths, verbatim. */
  detail: z.string().nullable(),
  target: Target.nullable(),
  pinned: z.boolean(),
  hidden: z.boolean(),
  /** All that people ever did to it, oldest first: a hidden entry that is shown again was hidden all the same. */
  annotations: z.array(
    z.object({
      kind: z.enum(['said', 'pinned', 'hidden', 'corrected']).default('said'),
      by: z.string(),
      at: z.number(),
      text: z.string(),
      audit: AuditRef.nullable().default(null),
    }),
  ),
  /** The audit entry it stands on. */
  audit: AuditRef.nullable(),
  url: z.string().nullable(),
  /** What the person had before them who held a rollback; null for everything else, and where the log does not say. */
  seen: SeenAtHold.nullable(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** Where elapsed times count from, and on whose word. */
export const IncidentClock = z.object({ from: z.enum(['harm', 'opened']), at: z.number(), precisionMs: z.number(), text: z.string() });
export type IncidentClock = z.infer<typeof IncidentClock>;

export const Severity = z.union([z.literal(1), z.literal(2), z.literal(3)]);

export const IncidentSummary = z.object({
  id: z.string(),
  title: z.string(),
  severity: Severity,
  state: z.enum(['open', 'closed']),
  openedAt: z.number(),
  openedBy: z.string(),
  /** What opened it: `rollback <auditId>`, `train <id>`, `by hand`. */
  cause: z.string(),
  targets: z.array(Target),
  closedAt: z.number().nullable(),
  clock: IncidentClock,
  /** What is going on, in a sentence. */
  sentence: z.string(),
});
export type IncidentSummary = z.infer<typeof IncidentSummary>;

/** Declared revenue a minute × share of requests on the bad version × share of those that failed, integrated over time. */
export const Cost = z.object({
  amount: z.number().nullable(),
  perMinute: z.number().nullable(),
  currency: z.string(),
  formula: z.string(),
  /** The formula with its inputs in it, one line a service: whoever multiplies gets the amount, but for rounding. */
  worked: z.array(z.string()),
  /** Over what was measured, not as they stand now. */
  inputs: z.array(z.object({ label: z.string(), value: z.string(), source: z.string() })),
  points: z.array(z.object({ at: z.number(), perMinute: z.number().nullable() })),
  failedRequests: z.number().nullable(),
  /** Minutes of the incident for which nothing was measured: counted as unknown, not as free. */
  unknownMinutes: z.number(),
  at: z.number().nullable(),
});
export type Cost = z.infer<typeof Cost>;

/** A mechanism, not a promise: something that makes the next one impossible, cheaper or seen earlier, with owner and date. */
export const ReviewAction = z.object({
  mechanism: z.string(),
  kind: z.enum(['prevents', 'detects', 'limits', 'recovers']),
  owner: z.string(),
  due: z.iso.date(),
});
export type ReviewAction = z.infer<typeof ReviewAction>;

export const Review = z.object({
  summary: z.string(),
  whatHelped: z.string(),
  whatHindered: z.string(),
  contributing: z.array(z.string()),
  actions: z.array(ReviewAction),
});
export type Review = z.infer<typeof Review>;

/** A stretch of the incident in which the record shows no act of a person. Computed for reading, never recorded. */
export const Silence = z.object({ from: z.number(), to: z.number(), text: z.string() });
export type Silence = z.infer<typeof Silence>;

/** What the version an incident is about changed: the line to blame is one of these, or none of them. */
export const SubjectDifference = z.object({
  target: Target,
  /** Pod hash of the version it is about. */
  hash: z.string(),
  /** Versions as people call them: what was stable, and what came. */
  from: z.string(),
  to: z.string(),
  lines: z.array(Difference),
  notes: z.array(z.string()),
  /** When it was read from the cluster, epoch ms. */
  at: z.number(),
});
export type SubjectDifference = z.infer<typeof SubjectDifference>;

export const IncidentPage = IncidentSummary.extend({
  /** The moment the timeline begins: before the opening, where the trouble does. Elapsed times count from `clock`. */
  since: z.number(),
  /** In order of time. Hidden ones are among them. */
  entries: z.array(TimelineEntry),
  /** Stretches longer than two minutes in which nobody acted; each goes before the entry at its `to`. */
  silences: z.array(Silence),
  /** null: no revenue was declared for any of the services. `costProblem` then says so. */
  /** What each version it is about changed; empty where no cluster could say. */
  differences: z.array(SubjectDifference),
  cost: Cost.nullable(),
  costProblem: z.string().nullable(),
  people: z.array(z.object({ name: z.string(), did: z.string(), lastAt: z.number() })),
  review: Review.nullable(),
  /** Sources that could not be read: the timeline may lack what they know. */
  gaps: z.array(z.object({ source: TimelineSource, text: z.string() })),
  at: z.number(),
});
export type IncidentPage = z.infer<typeof IncidentPage>;
