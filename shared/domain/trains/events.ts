import { z } from 'zod';
import { LeftOn } from '../checklist/views.ts';
import { Target } from '../rollouts/target.ts';
import { Digest } from './ci.ts';
import { Timetable, TimetableService, TimetableTrain } from './timetable.ts';
import { LegState, Passenger } from './views.ts';

/** What a run of a train was when its boarding opened. A timetable that changes or breaks later does not change a train under way. */
export const Plan = z.object({
  id: z.string(),
  label: z.string(),
  timetable: z.string(),
  boardsAt: z.number(),
  cutAt: z.number(),
  departsAt: z.number(),
  /** The run after this one, which late work boards. */
  next: z.string(),
  /** When the one after is cut: no hold may reach it. */
  nextCutAt: z.number(),
  rule: TimetableTrain,
  services: z.record(z.string(), TimetableService),
  paths: Timetable.shape.paths,
});
export type Plan = z.infer<typeof Plan>;

/** An artifact of a service that wants to travel. */
export const Change = z.object({
  service: z.string(),
  repository: z.string(),
  version: z.string(),
  commit: z.string(),
  /** With digest. null: CI did not say which artifact; then it cannot depart. */
  image: z.string().nullable(),
  digest: Digest.nullable(),
  testedIn: z.string(),
  /** Of the same commit, in the environment of the tests. null: it was not tested there. */
  testedDigest: Digest.nullable(),
  /** When it passed there, by CI's clock; by hand: when it was put aboard. Epoch ms. */
  arrivedAt: z.number(),
  by: z.string(),
  url: z.string().nullable(),
});
export type Change = z.infer<typeof Change>;

/** A passenger of the manifest: all of it but what moves. */
export const Manifested = Passenger.omit({ legs: true, checks: true });
export type Manifested = z.infer<typeof Manifested>;

/** A place to go to, as the departure began: `fromImage` is what it goes back to. */
export const LegPlan = z.object({ service: z.string(), region: z.string(), target: Target, container: z.string().nullable() });
export type LegPlan = z.infer<typeof LegPlan>;

export const LegStep = z.object({
  service: z.string(),
  region: z.string(),
  state: LegState,
  text: z.string(),
  weight: z.number().nullable(),
  auditId: z.string().nullable(),
});
export type LegStep = z.infer<typeof LegStep>;

const by = z.string();
const reason = z.string();

/** All that ever happens to a train, as its stream keeps it. When: the record's own time. `by` is a person, or `timetable`, `CI`, `desk`. */
export const TrainEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('opened'), plan: Plan }),
  z.object({ type: z.literal('boarded'), change: Change, by, reason }),
  /** `next`: the train it boards instead. */
  z.object({ type: z.literal('left'), service: z.string(), by, reason, next: z.string() }),
  /** What asked to come aboard or to hold, and may not. */
  z.object({ type: z.literal('turned-away'), service: z.string().nullable(), text: z.string(), next: z.string().nullable(), by }),
  z.object({ type: z.literal('conducted'), by, until: z.number().nullable(), reason }),
  z.object({ type: z.literal('held'), by, until: z.number(), reason }),
  z.object({ type: z.literal('released'), by, reason }),
  /** `note`: what was not known when the manifest was frozen; empty when all was. */
  z.object({ type: z.literal('cut'), by, reason, note: z.string() }),
  z.object({ type: z.literal('manifest'), passengers: z.array(Manifested) }),
  /** `decision`: the words of the go it left on. `groups`: who goes back with whom. */
  z.object({
    type: z.literal('departed'),
    by,
    reason,
    decision: z.string(),
    waves: z.array(z.array(z.string())),
    legs: z.array(LegPlan),
    auditId: z.string(),
    /** The checklist it left on. Trains that departed before it was kept have none. */
    leftOn: LeftOn.optional(),
  }),
  z.object({ type: z.literal('leg'), step: LegStep }),
  z.object({ type: z.literal('went-on'), service: z.string(), region: z.string(), by, reason, auditId: z.string() }),
  /** `service`: the bad one. `rollBack`: it and its group, or nobody. */
  z.object({
    type: z.literal('halted'),
    by,
    reason,
    service: z.string().nullable(),
    rollBack: z.array(z.string()),
    auditId: z.string().nullable(),
  }),
  z.object({ type: z.literal('ended'), state: z.enum(['arrived', 'halted', 'rolled-back']) }),
  z.object({ type: z.literal('cancelled'), by, reason }),
]);
export type TrainEvent = z.infer<typeof TrainEvent>;
