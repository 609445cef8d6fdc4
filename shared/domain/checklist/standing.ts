import { letsPass } from './decide.ts';
import type { ChecklistRecord, GivenDecision } from './record.ts';
import type { ChecklistTemplate } from './template.ts';
import type { ChecklistItem, ChecklistView, Decision } from './views.ts';

/** Each role of the quorum with the newest word of somebody who holds it. */
export function quorumOf(template: ChecklistTemplate, record: ChecklistRecord): ChecklistView['quorum'] {
  return template.quorum.map((role) => {
    const last = wordOf(role, record);
    const holds = last !== undefined && last.expired === null;
    return { role, by: holds ? last.event.by : null, verdict: holds ? last.event.verdict : null, at: holds ? last.event.at : null };
  });
}

function wordOf(role: string, record: ChecklistRecord): GivenDecision | undefined {
  return record.decisions.findLast(({ event }) => event.roles.includes(role));
}

/** What ends a go: an item it stood on is red. null: nothing does. */
export function whyExpired(items: readonly ChecklistItem[], record: ChecklistRecord): string | null {
  const holds = record.decisions.some(({ event, expired }) => expired === null && event.verdict !== 'no-go');
  if (!holds) return null;
  const red = items.find(({ state }) => state === 'failed');
  return red === undefined ? null : `${red.title}${red.service === null ? '' : `, ${red.service}`}: ${red.text}`;
}

/**
 * Whether the train may leave on this checklist now: nothing red or unknown, and a go of every role of the quorum that has
 * not expired. A sentence for people comes with it.
 */
export function standingOf(
  template: ChecklistTemplate,
  items: readonly ChecklistItem[],
  record: ChecklistRecord,
  /** Why no go can be given yet, in a sentence. */
  early: string | null = null,
): ChecklistView['standing'] & { readonly holds: boolean } {
  const count = (state: ChecklistItem['state']) => items.filter((item) => item.state === state).length;
  const [failed, unknown, waiting] = [count('failed'), count('unknown'), count('waiting')];
  const quorum = quorumOf(template, record);
  const against = quorum.find(({ verdict }) => verdict === 'no-go');
  const missing = quorum.filter(({ verdict }) => verdict === null).map(({ role }) => role);
  const detail = [
    failed === 0 ? '' : `${failed} ${failed === 1 ? 'check stops' : 'checks stop'} it`,
    unknown === 0 ? '' : `${unknown} ${unknown === 1 ? 'is' : 'are'} unknown`,
    waiting === 0 ? '' : `${waiting} ${waiting === 1 ? 'answer is' : 'answers are'} missing`,
    missing.length === 0 ? '' : `no word yet from ${missing.join(', ')}`,
  ]
    .filter((part) => part !== '')
    .join(', ');

  if (against !== undefined) return { state: 'no-go', sentence: `No-go by ${against.by ?? against.role}`, detail, holds: false };
  if (failed + unknown > 0)
    return { state: expiredBefore(record) ? 'expired' : 'cannot-go', sentence: 'Cannot go yet', detail, holds: false };
  if (early !== null) return { state: 'cannot-go', sentence: 'Cannot go yet', detail: early, holds: false };
  const conditional = quorum.some(({ verdict }) => verdict === 'go-with-conditions') ? 'go-with-conditions' : 'go';
  if (missing.length === 0 && items.every((item) => letsPass(item, conditional)))
    return { state: 'go', sentence: conditional === 'go' ? 'Go' : 'Go, with conditions', detail, holds: true };
  const stuck = items.some((item) => !letsPass(item, 'go-with-conditions'));
  return { state: stuck ? 'cannot-go' : 'can-go', sentence: stuck ? 'Cannot go yet' : 'Can go', detail, holds: false };
}

function expiredBefore({ decisions }: ChecklistRecord): boolean {
  return (
    decisions.some(({ expired }) => expired !== null) &&
    decisions.every(({ event, expired }) => expired !== null || event.verdict === 'no-go')
  );
}

/** Every word given, newest first, as screens and exports show it. */
export function decisionsOf({ decisions }: ChecklistRecord): Decision[] {
  return decisions.toReversed().map(({ event, expired }) => ({
    verdict: event.verdict,
    by: event.by,
    role: event.roles.join(', '),
    at: event.at,
    reason: event.reason,
    conditions: event.conditions,
    evidenceDigest: event.evidenceDigest,
    expiredAt: expired?.at ?? null,
    expiredBecause: expired?.because ?? null,
  }));
}
