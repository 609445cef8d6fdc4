import { fail, ok, type Result } from '../../contract/result.ts';
import type { Artifacts } from './items.ts';
import type { ChecklistEvent, ChecklistRecord } from './record.ts';
import type { ChecklistTemplate } from './template.ts';
import type { ChecklistItem, Verdict } from './views.ts';

/** Who speaks, as the cluster and roles.yaml say. */
export interface Speaker {
  readonly by: string;
  readonly roles: readonly string[];
  readonly rolesVersion: number;
  /** Why they hold these roles, or none. */
  readonly why: string;
}

export interface ChecklistState {
  readonly template: ChecklistTemplate;
  readonly items: readonly ChecklistItem[];
  readonly record: ChecklistRecord;
  readonly evidenceDigest: string;
  readonly artifacts: Artifacts;
  /** Why no go can be given yet, in a sentence: the train boards still, or is empty. null: it can be. */
  readonly early: string | null;
}

export type ChecklistCommand =
  | { readonly do: 'sign'; readonly item: string; readonly note: string }
  | { readonly do: 'unsign'; readonly item: string; readonly note: string }
  | { readonly do: 'waive'; readonly item: string; readonly reason: string }
  | {
      readonly do: 'decide';
      readonly verdict: Verdict;
      readonly reason: string;
      readonly conditions: readonly string[];
      /** null: whatever holds now. */
      readonly evidenceDigest: string | null;
    };

/** What a person's word does to the record, or why it is refused. Pure; `now` is epoch ms. */
export function decide(state: ChecklistState, command: ChecklistCommand, speaker: Speaker, now: number): Result<ChecklistEvent> {
  const by = { by: speaker.by, roles: [...speaker.roles], rolesVersion: speaker.rolesVersion, at: now };
  if (command.do === 'decide') return decision(state, command, speaker, by);
  const item = state.items.find(({ id }) => id === command.item);
  if (item === undefined)
    return fail('not-found', `The checklist has no item ${command.item}. It has ${state.items.map(({ id }) => id).join(', ')}.`, {
      field: 'item',
    });
  const about = item.service === null ? null : (state.artifacts.get(item.service) ?? null);
  switch (command.do) {
    case 'sign': {
      if (item.kind === 'automatic')
        return fail('invalid', `${item.id} is checked by the desk: nobody signs it. It can be waived.`, { field: 'item' });
      const refused = without(speaker, item.role === null ? [] : [item.role], `sign ${item.id}`);
      return refused ?? ok({ type: 'signed', item: item.id, role: item.role ?? '', note: command.note, about, ...by });
    }
    case 'unsign':
      if (item.signOff?.by !== speaker.by)
        return fail('refused-by-policy', `${item.id} is not signed by ${speaker.by}: only one’s own word can be taken back.`, {
          field: 'item',
        });
      return ok({ type: 'unsigned', item: item.id, note: command.note, ...by });
    case 'waive': {
      if (item.state === 'passed') return fail('invalid', `${item.id} has passed: there is nothing to waive.`, { field: 'item' });
      if (command.reason.trim() === '') return fail('invalid', 'A waiver needs a reason, for the record.', { field: 'reason' });
      const refused = without(speaker, state.template.waivers, `waive ${item.id}`);
      const role = state.template.waivers.find((one) => speaker.roles.includes(one)) ?? '';
      return refused ?? ok({ type: 'waived', item: item.id, role, reason: command.reason, about, ...by });
    }
  }
}

function decision(
  state: ChecklistState,
  { verdict, reason, conditions, evidenceDigest }: Extract<ChecklistCommand, { do: 'decide' }>,
  speaker: Speaker,
  by: { by: string; roles: string[]; rolesVersion: number; at: number },
): Result<ChecklistEvent> {
  const refused = without(speaker, state.template.quorum, 'decide');
  if (refused !== null) return refused;
  if (verdict !== 'go' && reason.trim() === '') return fail('invalid', `A ${verdict} needs a reason, for the record.`, { field: 'reason' });
  if (verdict === 'go-with-conditions' && conditions.length === 0)
    return fail('invalid', 'Name at least one condition.', { field: 'conditions' });
  if (verdict !== 'no-go') {
    if (state.early !== null) return fail('refused-by-policy', state.early);
    if (evidenceDigest !== null && evidenceDigest !== state.evidenceDigest)
      return fail('stale', 'The evidence changed while you looked. Look again, then decide.', { field: 'evidenceDigest' });
    const stops = state.items.find((item) => !letsPass(item, verdict));
    if (stops !== undefined)
      return fail(
        'refused-by-policy',
        `${stops.title}${stops.service === null ? '' : `, ${stops.service}`}: ${stops.text}. ${wayOn(stops)}`,
      );
  }
  return ok({
    type: 'decided',
    verdict,
    reason,
    conditions: [...conditions],
    evidenceDigest: state.evidenceDigest,
    saw: [...state.items],
    ...by,
  });
}

/** A go needs all of it; with conditions, people may still have to answer. Red and unknown stop both. */
export function letsPass(item: ChecklistItem, verdict: Verdict): boolean {
  if (item.state === 'passed' || item.state === 'waived') return true;
  return item.state === 'waiting' && verdict === 'go-with-conditions';
}

function wayOn(item: ChecklistItem): string {
  if (item.state === 'waiting') return `${item.role ?? 'A person'} signs it, or a go with conditions names it.`;
  return item.state === 'unknown'
    ? 'Unknown is not green: mend its source, or have it waived.'
    : 'Mend it, take the service off the train, or have it waived.';
}

function without(speaker: Speaker, roles: readonly string[], what: string): Result<never> | null {
  if (roles.some((role) => speaker.roles.includes(role))) return null;
  const wanted = roles.length === 0 ? 'nobody may: the template names no role' : `it takes ${roles.join(' or ')}`;
  return fail('refused-by-policy', `You may not ${what}: ${wanted}. ${speaker.why}`);
}
