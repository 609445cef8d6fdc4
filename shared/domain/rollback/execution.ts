import { z } from 'zod';
import { Failure } from '../../contract/result.ts';
import { Actor } from '../audit/entry.ts';
import { Command } from '../rollouts/action.ts';
import { Target } from '../rollouts/target.ts';
import { Workload } from '../rollouts/workload.ts';
import { Routing } from './routing.ts';

export const markNames = ['held', 'accepted', 'weight', 'traffic', 'normal'] as const;
export const MarkName = z.enum(markNames);
export type MarkName = z.infer<typeof MarkName>;

/** One mark of the clock. `seconds` since held. `waiting`: not yet; `absent`: this workload has no such mark, `proof` says why; `missed`: it did not happen in time. */
export const Mark = z.object({
  state: z.enum(['waiting', 'reached', 'absent', 'missed']),
  at: z.number().nullable(),
  seconds: z.number().nullable(),
  predictedSeconds: z.number().nullable(),
  proof: z.string(),
});
export type Mark = z.infer<typeof Mark>;

export const RollbackClock = z.object({ held: Mark, accepted: Mark, weight: Mark, traffic: Mark, normal: Mark });
export type RollbackClock = z.infer<typeof RollbackClock>;

/**
 * waiting: for the controller to observe the newest spec, before anything is sent. running: sent, not yet effective.
 * The other five are final and are the words of the CLI and the audit log.
 */
export const ActState = z.enum(['waiting', 'running', 'effective', 'sent', 'refused', 'failed', 'unreachable']);
export type ActState = z.infer<typeof ActState>;

/** What an act may change of its object, as last read. */
export const ObjectState = Workload.pick({
  phase: true,
  message: true,
  aborted: true,
  paused: true,
  currentStepIndex: true,
  currentHash: true,
  stableHash: true,
  generation: true,
  weights: true,
  replicas: true,
});
export type ObjectState = z.infer<typeof ObjectState>;

/** Why one more request of an act went out. cleared: a newer template cleared the abort. unseen: its controller looked past the request. */
export const SentAgain = z.enum(['cleared', 'unseen']);
export type SentAgain = z.infer<typeof SentAgain>;

/** One act on one workload, from the hold to its end: a rollback or any other action. */
export const Act = z.object({
  auditId: z.string(),
  planId: z.string().nullable(),
  target: Target,
  command: Command,
  state: ActState,
  reason: z.string(),
  actor: Actor,
  clock: RollbackClock,
  /** What did not happen yet, in words; empty once effective. */
  missing: z.string(),
  error: Failure.nullable(),
  /** What decides who gets a request of this workload; absent in what older desks wrote. */
  routing: Routing.optional(),
  /** How many requests were sent. */
  sent: z.number(),
  /** Why each request after the first was sent; absent: there was none. */
  again: z.array(SentAgain).optional(),
  /** What a person still has to do, for example undo the spec after an abort. */
  left: z.array(z.string()),
  /** The object as it was last read while the act was followed; absent before the first reading. */
  after: ObjectState.optional(),
  /** Requests last counted on the version taken back, a second, averaged over `windowMs` before `at`. Absent: none, or not read. */
  trafficSeen: z.object({ perSecond: z.number(), at: z.number(), windowMs: z.number().optional() }).optional(),
});
export type Act = z.infer<typeof Act>;
