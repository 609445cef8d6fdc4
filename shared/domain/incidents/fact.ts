import { z } from 'zod';
import { AuditPhase, OutcomeState } from '../audit/entry.ts';
import { stableText } from './same.ts';
import { SeenAtHold } from './seen-at-hold.ts';
import { TimelineEntry } from './views.ts';

/**
 * What one source says happened. `id` is made of the source's own names, so that the same news gathered twice, by two desks or
 * in another order, is one entry. `rev` grows where a source says more about the same thing (an event counted again): the higher one holds.
 */
export const Fact = TimelineEntry.pick({
  id: true,
  at: true,
  source: true,
  who: true,
  tone: true,
  text: true,
  detail: true,
  target: true,
  audit: true,
  url: true,
}).extend({
  rev: z.number().default(0),
  /** See TimelineEntry. Records of older desks do not say: then it is as exact as its source always is. */
  precisionMs: z.number().default(1),
  seen: SeenAtHold.nullable().default(null),
  /** Set for an entry of our audit log: what the incident's sentence reads. */
  act: z.object({ auditId: z.string(), action: z.string(), phase: AuditPhase, outcome: OutcomeState.nullable() }).nullable().default(null),
});
export type Fact = z.infer<typeof Fact>;

/** A fact that says nothing yet: every source fills in what it knows. */
export const emptyFact: Fact = {
  id: '',
  rev: 0,
  at: 0,
  precisionMs: 1,
  source: 'desk',
  who: null,
  tone: 'neutral',
  text: '',
  detail: null,
  target: null,
  audit: null,
  url: null,
  seen: null,
  act: null,
};

/** The one of two tellings of the same thing that holds, whichever came first. */
export function fuller(one: Fact, other: Fact): Fact {
  if (one.rev !== other.rev) return one.rev > other.rev ? one : other;
  return stableText(one) >= stableText(other) ? one : other;
}
