import { type Target, targetKey } from '../rollouts/target.ts';
import { emptyFact, type Fact } from './fact.ts';

/** The desk's own first sight: its list raised the workload, in these words. `at` epoch ms. */
export function raisedFact(target: Target, { at, sentence }: { readonly at: number; readonly sentence: string }): Fact {
  return {
    ...emptyFact,
    id: `raised:${targetKey(target)}:${at}`,
    at,
    source: 'desk',
    who: 'desk',
    tone: 'bad',
    text: `The desk raised ${target.name} as degraded`,
    detail: sentence,
    target,
  };
}
