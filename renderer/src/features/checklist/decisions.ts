import type { ChecklistView } from '#shared/domain/checklist/views.ts';

/** Why a word cannot be given now, in a sentence; null when it can. The desk judges again when it is said. */
export interface MayDecide {
  readonly go: string | null;
  readonly conditions: string | null;
  readonly noGo: string | null;
}

export function mayDecide(view: ChecklistView): MayDecide {
  const roles = view.quorum.map(({ role }) => role);
  if (view.standing.state === 'left') return same(`${view.standing.sentence}: its checklist is closed`);
  if (roles.length === 0) return same('There is no checklist for it');
  if (!roles.some((role) => view.me.roles.includes(role))) return same(`It takes ${roles.join(' or ')}. ${view.me.why}`);
  const count = (...states: string[]) => view.items.filter(({ state }) => states.includes(state)).length;
  const [red, waiting] = [count('failed', 'unknown'), count('waiting')];
  const stops = red === 0 ? null : `${red} ${red === 1 ? 'check stops' : 'checks stop'} it`;
  return {
    go: stops ?? (waiting === 0 ? null : `${waiting} ${waiting === 1 ? 'answer is' : 'answers are'} missing`),
    conditions: red === 0 ? null : 'Not for a red or unknown check',
    noGo: null,
  };
}

function same(reason: string): MayDecide {
  return { go: reason, conditions: reason, noGo: reason };
}
