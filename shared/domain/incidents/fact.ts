import { z } from 'zod';
import { AuditPhase, OutcomeState } from '../audit/entry.ts';
import { stableText } from './same.ts';
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
  /** Set for an entry of our audit log: what the incident's sentence reads. */
  act: z.object({ auditId: z.string(), action: z.string(), phase: AuditPhase, outcome: OutcomeState.nullable() }).nullable().default(null),
});
export type Fact = z.infer<typeof Fact>;

/** The one of two tellings of the same thing that holds, whichever came first. */
export function fuller(one: Fact, other: Fact): Fact {
  if (one.rev !== other.rev) return one.rev > other.rev ? one : other;
  return stableText(one) >= stableText(other) ? one : other;
}
