import type { ChecklistItem, ChecklistView, ItemState } from '#shared/domain/checklist/views.ts';
import { table } from './table.ts';
import type { Colour, Paint } from './terminal.ts';
import { ageOf, oneLine } from './words.ts';

const colours: Readonly<Record<ItemState, Colour>> = {
  passed: 'good',
  failed: 'bad',
  unknown: 'waiting',
  waiting: 'waiting',
  waived: 'waiting',
};
const order: readonly ItemState[] = ['failed', 'unknown', 'waiting', 'waived', 'passed'];

/** A checklist for people: the standing first, then what stops it, then the rest. */
export function checklistSheet(view: ChecklistView, now: number, paint: Paint): string {
  const { standing } = view;
  const good = standing.state === 'go' || standing.state === 'can-go';
  const items = view.items.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const rows = items.map((item) => [
    { text: item.state, colour: colours[item.state] },
    item.id,
    item.title,
    saidOf(item),
    ageOf(item.at, now),
  ]);
  const quorum = view.quorum.map(
    ({ role, by, verdict }) => `  ${role}: ${verdict === null ? 'no word yet' : `${verdict} by ${by ?? '?'}`}`,
  );
  const decisions = view.decisions.flatMap(({ verdict, by, reason, conditions, expiredBecause }) => [
    `  ${verdict} by ${by}${reason === '' ? '' : `: ${reason}`}${expiredBecause === null ? '' : ` (expired: ${expiredBecause})`}`,
    ...conditions.map((condition) => `    on condition: ${condition}`),
  ]);
  return [
    `${oneLine(view.label)}: ${paint(good ? 'good' : 'bad', standing.sentence)}${standing.detail === '' ? '' : `, ${oneLine(standing.detail)}`}`,
    `  you are ${oneLine(view.me.name)}, ${view.me.roles.join(', ') || 'without a role'}. evidence ${view.evidenceDigest.slice(0, 12)}`,
    ...view.problems.map((problem) => `  ${paint('bad', oneLine(problem))}`),
    '',
    items.length === 0 ? 'Nothing is on this checklist.\n' : table(['STATE', 'ITEM', 'WHAT', 'EVIDENCE', 'AGE'], rows, paint),
    ...(quorum.length === 0 ? [] : ['Quorum', ...quorum.map(oneLine), '']),
    ...(decisions.length === 0 ? [] : ['Decisions', ...decisions.map(oneLine), '']),
  ].join('\n');
}

function saidOf({ text, waiver, signOff }: ChecklistItem): string {
  if (waiver !== null) return `${text}; waived by ${waiver.by} (${waiver.role}): ${waiver.reason}`;
  return signOff === null ? text : `${signOff.by} (${signOff.role})${signOff.note === '' ? '' : `: ${signOff.note}`}`;
}
