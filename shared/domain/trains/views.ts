import { z } from 'zod';
import { ChecklistView, Waiver } from '../checklist/views.ts';
import { Target } from '../rollouts/target.ts';
import { CiApproval, CiCommit, Digest } from './ci.ts';

/** A train's life. The machine in `train.ts` is the only one that moves it. */
export const trainStates = [
  'scheduled',
  'boarding',
  'cut',
  'validating',
  'deciding',
  'departing',
  'rolling',
  'arrived',
  'halted',
  'rolled-back',
  'cancelled',
] as const;
export const TrainState = z.enum(trainStates);
export type TrainState = z.infer<typeof TrainState>;

export const Hold = z.object({ by: z.string(), reason: z.string(), at: z.number(), until: z.number(), endedAt: z.number().nullable() });
export type Hold = z.infer<typeof Hold>;

/** waiting: its turn has not come. baking: at a pause, waits for a person's word. unknown: the cluster cannot be read. */
export const LegState = z.enum([
  'waiting',
  'sending',
  'rolling',
  'baking',
  'arrived',
  'bad',
  'rolling-back',
  'rolled-back',
  'left-alone',
  'unknown',
]);
export type LegState = z.infer<typeof LegState>;

/** One passenger in one region: regions go one after the other, in the order of the timetable. */
export const Leg = z.object({
  region: z.string(),
  target: Target,
  state: LegState,
  /** What is, for people: `paused at 5%, step 2 of 6`. */
  text: z.string(),
  since: z.number().nullable(),
  /** Share of traffic the new version is asked to have, percent. null: unknown. */
  weight: z.number().nullable(),
  /** The act that moved it last, for the audit. */
  auditId: z.string().nullable(),
});
export type Leg = z.infer<typeof Leg>;

export const Passenger = z.object({
  service: z.string(),
  repository: z.string(),
  tier: z.number().int(),
  fromVersion: z.string().nullable(),
  toVersion: z.string(),
  /** What will run. */
  image: z.string().nullable(),
  digest: Digest.nullable(),
  /** What was tested, and where. A different digest of the same commit is a rebuild and is named as one. */
  testedDigest: Digest.nullable(),
  testedIn: z.string(),
  rebuild: z.string().nullable(),
  commit: z.string(),
  fromCommit: z.string().nullable(),
  changes: z.number().nullable(),
  /** Changes beside the usual number of this service's last trains; null without a past. */
  versusUsual: z.number().nullable(),
  commits: z.array(CiCommit),
  authors: z.array(z.string()),
  migrations: z.array(z.string()),
  configs: z.array(z.string()),
  /** Not everything between the commits was listed by the source. */
  truncated: z.boolean(),
  boardedAt: z.number(),
  needs: z.array(z.string()),
  group: z.string().nullable(),
  /** Counts of its checklist; after the departure those it left on. null: not asked. */
  checks: z
    .object({
      passed: z.number(),
      waived: z.number(),
      failed: z.number(),
      waiting: z.number(),
      total: z.number(),
      /** What was let pass, by whom and why: on every later screen. */
      waivers: z.array(Waiver.extend({ item: z.string(), title: z.string() })),
    })
    .nullable(),
  legs: z.array(Leg),
  url: z.string().nullable(),
});
export type Passenger = z.infer<typeof Passenger>;

export const TrainSummary = z.object({
  id: z.string(),
  /** For people: `shop, 24 Nov 13:00`. */
  label: z.string(),
  timetable: z.string(),
  state: TrainState,
  /** What is, in a sentence. */
  sentence: z.string(),
  zone: z.string(),
  boardsAt: z.number(),
  cutAt: z.number(),
  departsAt: z.number(),
  /** What happened, beside what was planned. null: it has not. */
  wasCutAt: z.number().nullable(),
  departedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  aboard: z.number(),
  changes: z.number().nullable(),
  conductor: z.object({ name: z.string(), until: z.number().nullable() }).nullable(),
  hold: Hold.nullable(),
  /** Where the checklist stands while it is decided; null: it was not asked, or the train has left. */
  standing: ChecklistView.shape.standing.nullable(),
  /** Things that wait for a person or stop it. */
  needsHuman: z.number(),
});
export type TrainSummary = z.infer<typeof TrainSummary>;

/** A change that came after the cut, a refused hold, a passenger sent to the next train: what and why. */
export const NotAboard = z.object({ service: z.string().nullable(), at: z.number(), text: z.string(), next: z.string().nullable() });
export type NotAboard = z.infer<typeof NotAboard>;

/** red stops it, amber waits for somebody, note is worth knowing. */
export const TrainNote = z.object({ tone: z.enum(['red', 'amber', 'note']), text: z.string() });
export type TrainNote = z.infer<typeof TrainNote>;

export const TrainPage = TrainSummary.extend({
  passengers: z.array(Passenger),
  notAboard: z.array(NotAboard),
  notes: z.array(TrainNote),
  holds: z.array(Hold),
  /** What a hold costs, in a sentence: who and what would wait. */
  costOfDelay: z.string(),
  freezes: z.array(z.object({ name: z.string(), from: z.number(), to: z.number() })),
  /** Departure order: passengers that leave together, wave by wave. */
  waves: z.array(z.array(z.string())),
  others: z.array(TrainSummary),
  /** What this person may do now, each with the reason when not. */
  acts: z.array(z.object({ act: z.string(), enabled: z.boolean(), reason: z.string() })),
  problems: z.array(z.string()),
  /** When the newest reading behind this page was made. */
  at: z.number(),
});
export type TrainPage = z.infer<typeof TrainPage>;

/** An environment of a passenger's pipeline that waits for a reviewer's word. `mayApprove`: the desk's own token may give it. */
export const TrainApproval = CiApproval.extend({
  service: z.string(),
  repository: z.string(),
  workflow: z.string(),
  commit: z.string(),
  url: z.string(),
});
export type TrainApproval = z.infer<typeof TrainApproval>;

/** What would board of a service now, if a person put it aboard. `refusal`: why nothing would. */
export const Boardable = z.object({
  service: z.string(),
  fromVersion: z.string().nullable(),
  toVersion: z.string().nullable(),
  digest: Digest.nullable(),
  refusal: z.string().nullable(),
});
export type Boardable = z.infer<typeof Boardable>;
