import type { Action, Command } from '#shared/domain/rollouts/action.ts';
import { obstacleOf } from '#shared/domain/rollouts/obstacle.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';

export interface ActVerb {
  /** `plan` opens the rollback with the lever the desk chooses. */
  readonly id: 'plan' | Action;
  readonly text: string;
  /** What a person may type for it. */
  readonly words: readonly string[];
  /** What choosing it opens. */
  readonly opens: string;
}

const plan = 'opens the plan';
const question = 'asks first';

/** What can be done to a rollout, most wanted first. Choosing one opens its plan or its question: nothing here sends. */
export const actVerbs: readonly ActVerb[] = [
  { id: 'plan', text: 'Roll back', words: ['roll', 'back', 'rollback'], opens: plan },
  { id: 'undo', text: 'Undo', words: ['undo'], opens: plan },
  { id: 'promote', text: 'Promote', words: ['promote', 'next', 'step'], opens: question },
  { id: 'promote-full', text: 'Promote in full', words: ['promote', 'full'], opens: question },
  { id: 'pause', text: 'Pause', words: ['pause', 'stop'], opens: question },
  { id: 'resume', text: 'Resume', words: ['resume', 'continue'], opens: question },
  { id: 'abort', text: 'Abort', words: ['abort'], opens: plan },
  { id: 'retry', text: 'Retry', words: ['retry', 'again'], opens: question },
  { id: 'restart', text: 'Restart', words: ['restart'], opens: question },
];

/** Whether the object's own state lets it be done. Whether this person may is said where it is done. */
export function fits(verb: ActVerb, workload: Workload): boolean {
  if (verb.id === 'plan') return fitsAction('abort', workload) || fitsAction('undo', workload);
  return fitsAction(verb.id, workload);
}

function fitsAction(action: Action, workload: Workload): boolean {
  return obstacleOf(action, workload, workload.versions) === null;
}

/** The command a verb stands for; of `plan` the one that takes traffic back soonest. */
export function commandOf({ id }: ActVerb, workload: Workload): Command {
  const action = id === 'plan' ? (fitsAction('abort', workload) ? 'abort' : 'undo') : id;
  return action === 'undo' ? { action, toRevision: null } : { action };
}

/** The verbs the first words of a query name, and the words that are left: `promote pay` is promote, of `pay`. */
export function verbsNamed(words: readonly string[]): { readonly verb: ActVerb; readonly rest: readonly string[] }[] {
  return actVerbs.flatMap((verb) => {
    let taken = 0;
    while (taken < words.length && verb.words.some((name) => isBeginning(words[taken] ?? '', name))) taken += 1;
    return taken === 0 ? [] : [{ verb, rest: words.slice(taken) }];
  });
}

function isBeginning(typed: string, name: string): boolean {
  return typed.length >= 2 && name.startsWith(typed);
}
