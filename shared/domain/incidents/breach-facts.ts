import { targetKey } from '../rollouts/target.ts';
import { percentText } from '../rollouts/words.ts';
import type { Declared, Reading, Subject } from './events.ts';
import { emptyFact, type Fact } from './fact.ts';
import { harmFacts } from './harm-facts.ts';

/**
 * Where the bad version goes into the declared breach, and where it comes out: as many readings in a row as declared. Readings in
 * any order; one that nobody could measure ends nothing and begins nothing. The same readings give the same facts.
 */
export function breachFacts({ target, label, hash }: Subject, readings: readonly Reading[], declared: Declared | null): Fact[] {
  const breach = declared?.breach ?? null;
  if (breach === null) return harmFacts({ target, label, hash }, readings);
  const facts: Fact[] = [];
  let inBreach = false;
  let run = 0;
  for (const reading of readings.toSorted((one, other) => one.from - other.from || one.to - other.to)) {
    const percent = failurePercent(reading);
    if (percent === null || reading.bad === null) continue;
    const now = percent > breach.errorRatePercent && reading.bad >= breach.minRequests;
    run = now === inBreach ? 0 : run + 1;
    // Out of it counts at once where nobody is sent to the version any more.
    if (run < breach.readings && !(inBreach && reading.bad === 0)) continue;
    if (now === inBreach) continue;
    inBreach = now;
    run = 0;
    facts.push({
      ...emptyFact,
      target,
      source: 'metrics',
      who: 'metrics',
      id: `breach:${targetKey(target)}:${hash}:${now ? 'begins' : 'ends'}:${reading.from}`,
      at: reading.from,
      precisionMs: Math.max(1, reading.to - reading.from),
      tone: now ? 'bad' : 'good',
      text: textOf(now, reading.bad, percent, label),
      detail: `declared limit: more than ${percentText(breach.errorRatePercent)} of at least ${breach.minRequests}/s, ${breach.readings} readings in a row`,
    });
  }
  return facts;
}

/** Share of its requests that failed; null: unknown. No requests fail none. */
export function failurePercent({ bad, failed }: Pick<Reading, 'bad' | 'failed'>): number | null {
  if (bad === null || (bad > 0 && failed === null)) return null;
  return bad > 0 ? Math.min(100, ((failed ?? 0) / bad) * 100) : 0;
}

function textOf(begins: boolean, bad: number, percent: number, label: string): string {
  if (begins) return `Breach: ${percentText(percent)} of requests on ${label} failed`;
  return bad > 0 ? `Breach over: ${percentText(percent)} of requests on ${label} failed` : `Breach over: no requests on ${label}`;
}
