import { describe, expect, it } from 'vitest';
import { breachFacts } from './breach-facts.ts';
import { clockOf } from './clock.ts';
import type { Reading } from './events.ts';
import { pageOf } from './page.ts';
import { declared, exampleIncident, exampleReadings, gathered, openedAt, subject } from './testing/example-incident.ts';

const silent = [null, null, 190, 0.2] as const;

/** Requests a second and percent that failed, of the bad version and of the stable one. */
function readings(figures: readonly (readonly [number | null, number | null, number, number])[]): Reading[] {
  const plain = exampleReadings(figures.map(([rate]) => ({ total: 200, bad: rate, failed: 0 })));
  return plain.map((reading, index): Reading => {
    const [rate, percent, stable, usual] = figures[index] ?? silent;
    if (rate === null || percent === null) return reading;
    const compared = {
      bad: { requestsPerSecond: rate, errorPercent: percent },
      stable: { requestsPerSecond: stable, errorPercent: usual },
      stableLabel: '2.13.4',
      windowMs: 60_000,
      source: 'prometheus, 1 m',
    };
    return { ...reading, compared };
  });
}

const well = [10, 0.2, 190, 0.2] as const;
const bad = [10, 15.9, 190, 0.2] as const;
const gone = [0, null, 200, 0.2] as const;

describe('harm that nobody declared', () => {
  it('begins in the reading in which the version fails more than stable beyond chance, and ends when nobody is sent to it', () => {
    const measured = readings([well, well, bad, bad, gone]);
    const facts = breachFacts(subject, measured, null);
    expect(facts.map(({ text, at, precisionMs, source, who }) => ({ text, at, precisionMs, source, who }))).toEqual([
      {
        text: '2.14.0 fails more than 2.13.4: 15.9% against 0.2%',
        at: measured[2]?.from,
        precisionMs: 60_000,
        source: 'metrics',
        who: 'prometheus',
      },
      { text: 'No requests on 2.14.0 any more', at: measured[4]?.from, precisionMs: 60_000, source: 'metrics', who: 'prometheus' },
    ]);
    expect(facts[0]?.detail).toContain('prometheus, 1 m');
  });

  it('is not begun by a handful of requests, by a little more than usual, nor by silence', () => {
    expect(breachFacts(subject, readings([[0.1, 60, 190, 0.2], [10, 1.1, 190, 0.2], silent]), null)).toEqual([]);
  });

  it('is not ended by one good reading, nor by silence', () => {
    expect(breachFacts(subject, readings([bad, well, bad, silent, bad]), null)).toHaveLength(1);
    expect(breachFacts(subject, readings([bad, well, well]), null)).toHaveLength(2);
  });

  it('gives way to what was declared', () => {
    expect(breachFacts(subject, readings([bad, bad]), declared)).toEqual([]);
  });
});

describe('the clock of an incident', () => {
  const facts = breachFacts(subject, readings([well, bad, bad, gone]), null);
  const harm = facts[0]?.at ?? 0;
  const who = { by: 'm.okafor', auditId: 'a1' };

  it('starts at the harm where metrics show it, and says so', () => {
    const page = pageOf(exampleIncident([gathered({ facts })]), openedAt + 60_000);
    expect(page.clock).toEqual({ from: 'harm', at: harm, precisionMs: 60_000, text: '2.14.0 fails more than 2.13.4: 15.9% against 0.2%' });
  });

  it('starts at the opening where no metric shows any', () => {
    expect(clockOf(exampleIncident())).toMatchObject({ from: 'opened', at: openedAt });
  });

  it('follows the person who corrects it, and leaves out what somebody hid', () => {
    const entry = facts[0]?.id ?? '';
    const corrected = exampleIncident([
      gathered({ facts }),
      { type: 'corrected', entry, at: harm - 9_000, reason: 'the first ticket', ...who },
    ]);
    expect(clockOf(corrected)).toMatchObject({ at: harm - 9_000, precisionMs: 1 });
    const hidden = exampleIncident([gathered({ facts }), { type: 'hid', entry, hidden: true, reason: 'a load test', ...who }]);
    expect(clockOf(hidden)).toMatchObject({ from: 'opened' });
  });

  it('is what a closed incident lasted, and nobody acting is counted from it', () => {
    const page = pageOf(exampleIncident([gathered({ facts }), { type: 'closed', reason: 'well', ...who }]), openedAt + 60_000);
    expect(page.sentence).toBe('Closed after 9 m 02 s: well');
    expect(page.silences[0]?.from).toBe(harm);
  });
});
