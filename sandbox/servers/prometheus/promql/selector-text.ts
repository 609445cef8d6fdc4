import type { Matcher } from './ast.ts';
import { parseQuery } from './parse.ts';
import { type Outcome, refusable } from './query.ts';
import { badQuery } from './refusal.ts';

/** The matchers of a `match[]` parameter: a selector and nothing else. */
export function parseSelectorText(text: string): Outcome<readonly Matcher[]> {
  return refusable(() => {
    const expression = parseQuery(text);
    if (expression.kind !== 'selector' || expression.offsetMs !== 0) throw badQuery(text, 0, 'a series selector was expected');
    return expression.matchers;
  });
}
