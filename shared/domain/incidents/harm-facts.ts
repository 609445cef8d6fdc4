import { failsMoreThan } from '../rollouts/fails-more.ts';
import { targetKey } from '../rollouts/target.ts';
import type { Reading, Subject } from './events.ts';
import { emptyFact, type Fact } from './fact.ts';

/** So many readings in a row that are well end it: one alone may be chance. */
const wellAgain = 2;

/**
 * Where nothing was declared: when a version began to fail more than the stable one, by the rule that puts its row first in the list,
 * and when it ended. Readings in any order; one that nobody could measure begins nothing and ends nothing.
 */
export function harmFacts({ target, label, hash }: Pick<Subject, 'target' | 'label' | 'hash'>, readings: readonly Reading[]): Fact[] {
  const facts: Fact[] = [];
  let harming = false;
  let well = 0;
  for (const reading of readings.toSorted((one, other) => one.from - other.from || one.to - other.to)) {
    const { compared = null, bad, from, to } = reading;
    const told = (now: boolean, text: string, source: string): Fact => ({
      ...emptyFact,
      id: `breach:${targetKey(target)}:${hash}:${now ? 'begins' : 'ends'}:${from}`,
      at: from,
      precisionMs: Math.max(1, to - from),
      source: 'metrics',
      who: 'prometheus',
      tone: now ? 'bad' : 'good',
      text,
      detail: source,
      target,
    });
    if (harming && bad === 0) {
      facts.push(told(false, `No requests on ${label} any more`, compared?.source ?? 'metrics'));
      harming = false;
    }
    if (compared === null) continue;
    const worse = failsMoreThan(compared.bad, compared.stable, compared.windowMs);
    const against = `${percent(compared.bad.errorPercent)} against ${percent(compared.stable.errorPercent)}`;
    const source = `${compared.source}, beyond what chance explains`;
    well = worse ? 0 : well + 1;
    if (worse && !harming) {
      facts.push(told(true, `${label} fails more than ${compared.stableLabel}: ${against}`, source));
      harming = true;
    }
    if (harming && well >= wellAgain) {
      facts.push(told(false, `${label} no longer fails more than ${compared.stableLabel}: ${against}`, source));
      harming = false;
    }
  }
  return facts;
}

function percent(value: number | null): string {
  return `${(value ?? 0).toFixed(1)}%`;
}
