import { z } from 'zod';
import { ChecklistItem, Verdict } from './views.ts';

const By = { by: z.string(), roles: z.array(z.string()), rolesVersion: z.number() };
/** The artifact that was aboard when it was said: the word is about that one. null: about the whole train, or not known. */
const About = { about: z.string().nullable().default(null) };

/** What people said about one train's checklist, in the order in which they said it: stream `checklist/<train>`. */
export const ChecklistEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('signed'), item: z.string(), role: z.string(), note: z.string(), at: z.number(), ...About, ...By }),
  z.object({ type: z.literal('unsigned'), item: z.string(), note: z.string(), at: z.number(), ...By }),
  z.object({ type: z.literal('waived'), item: z.string(), role: z.string(), reason: z.string(), at: z.number(), ...About, ...By }),
  z.object({
    type: z.literal('decided'),
    verdict: Verdict,
    reason: z.string(),
    conditions: z.array(z.string()),
    at: z.number(),
    evidenceDigest: z.string(),
    /** What they saw. */
    saw: z.array(ChecklistItem),
    ...By,
  }),
  z.object({ type: z.literal('expired'), because: z.string(), at: z.number() }),
]);
export type ChecklistEvent = z.infer<typeof ChecklistEvent>;
export type Decided = Extract<ChecklistEvent, { type: 'decided' }>;

export interface GivenDecision {
  readonly event: Decided;
  readonly expired: { readonly at: number; readonly because: string } | null;
}

/** Everything said so far. A later sign-off or waiver of an item replaces the earlier; decisions all stay. */
export interface ChecklistRecord {
  readonly signed: ReadonlyMap<string, Extract<ChecklistEvent, { type: 'signed' }>>;
  readonly waived: ReadonlyMap<string, Extract<ChecklistEvent, { type: 'waived' }>>;
  readonly decisions: readonly GivenDecision[];
}

export function recordOf(events: readonly ChecklistEvent[]): ChecklistRecord {
  const signed = new Map<string, Extract<ChecklistEvent, { type: 'signed' }>>();
  const waived = new Map<string, Extract<ChecklistEvent, { type: 'waived' }>>();
  let decisions: GivenDecision[] = [];
  for (const event of events) {
    switch (event.type) {
      case 'signed':
        signed.set(event.item, event);
        break;
      case 'unsigned':
        signed.delete(event.item);
        break;
      case 'waived':
        waived.set(event.item, event);
        break;
      case 'decided':
        decisions = [...decisions, { event, expired: null }];
        break;
      case 'expired':
        // A go stands on what was green. A no-go stands on a person's word and does not expire.
        decisions = decisions.map((one) =>
          one.expired === null && one.event.verdict !== 'no-go' ? { ...one, expired: { at: event.at, because: event.because } } : one,
        );
    }
  }
  return { signed, waived, decisions };
}
