import type { Review, ReviewAction } from './views.ts';

/** What a person wrote where a mechanism belongs: an intention of somebody, which nothing carries out. */
const promises =
  /^\s*(?:(?:we|i|everyone|everybody|the team|people|engineers?)\s+(?:will|should|must|need to|have to)\s+|please\s+|always\s+|never\s+|remember\s+to\s+|try\s+to\s+|make\s+sure\s+(?:to|that\s+(?:we|people|everybody|everyone))\s+)?(?:be(?:ing)?\s+more\s+\w+|be\s+careful|pay\s+(?:more\s+)?attention|take\s+(?:more\s+)?care|think\s+twice|communicate\s+(?:more|better)|remember\b|try\s+harder|do\s+better|double[- ]check\b|keep\s+in\s+mind\b|watch\s+out\b)/i;

/** Why an action cannot stand, or null. It cannot judge whether a mechanism is good; it can ask for one. */
export function actionProblem({ mechanism, owner }: ReviewAction): string | null {
  if (mechanism.trim().length < 10)
    return 'Say what will be built or changed, for example: the pipeline refuses a time-out below the measured p99.';
  if (promises.test(mechanism))
    return `"${mechanism.trim()}" asks somebody to remember. Name what works when nobody does: a check, an alert, a limit, a default.`;
  return owner.trim() === '' ? 'An action without an owner is done by nobody: name one.' : null;
}

/** The first thing a review cannot be saved with, and where; null when it can. A date is checked by the schema. */
export function reviewProblem(review: Review): { readonly field: string; readonly message: string } | null {
  if (review.summary.trim() === '') return { field: 'review.summary', message: 'A review begins with what happened, in a few sentences.' };
  for (const [index, action] of review.actions.entries()) {
    const problem = actionProblem(action);
    if (problem !== null) return { field: `review.actions.${index}`, message: problem };
  }
  return null;
}
