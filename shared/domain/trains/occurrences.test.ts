import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextOccurrence, occurrencesBetween } from './occurrences.ts';
import { exampleTimetable } from './testing/examples.ts';
import { Timetable, weekdays } from './timetable.ts';
import { createZone } from './zone.ts';

const shop = Timetable.parse(exampleTimetable()).trains['shop']!;
const zoneOf = (name: string) => createZone(name)!;
const berlin = zoneOf('Europe/Berlin');
const at = (text: string) => Date.parse(text);

describe('the runs of a weekly train, cut Tue 13:00, departs Thu 10:30', () => {
  it('is named after the day of its cut, and boards from the cut before', () => {
    const [run] = occurrencesBetween('shop', shop, berlin, at('2026-11-23T00:00:00Z'), at('2026-11-29T00:00:00Z'));
    expect(run).toEqual({
      id: 'shop-2026-11-24',
      date: '2026-11-24',
      label: 'shop, 24 Nov 13:00',
      boardsAt: at('2026-11-17T12:00:00Z'),
      cutAt: at('2026-11-24T12:00:00Z'),
      departsAt: at('2026-11-26T09:30:00Z'),
      gaps: [],
    });
  });

  it('keeps its wall clock over a change of the clocks', () => {
    const cuts = occurrencesBetween('shop', shop, berlin, at('2026-10-19T00:00:00Z'), at('2026-11-02T00:00:00Z')).map(({ cutAt }) => cutAt);
    expect(cuts.map((cut) => new Date(cut).toISOString())).toEqual(['2026-10-20T11:00:00.000Z', '2026-10-27T12:00:00.000Z']);
  });

  it('takes 12:59:59 and sends 13:00:00 to the next one', () => {
    expect(nextOccurrence('shop', shop, berlin, at('2026-11-24T11:59:59Z')).id).toBe('shop-2026-11-24');
    expect(nextOccurrence('shop', shop, berlin, at('2026-11-24T12:00:00Z')).id).toBe('shop-2026-12-01');
  });

  it('departs in the week after when its weekday comes before the cut', () => {
    const run = nextOccurrence('shop', { ...shop, departs: { day: 'mon', at: '09:00' } }, berlin, at('2026-11-23T00:00:00Z'));
    expect(new Date(run.departsAt).toISOString()).toBe('2026-11-30T08:00:00.000Z');
  });
});

describe('runs in every zone', () => {
  const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone')).map(zoneOf);
  const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map((parts) => parts.map(pad).join(':'));
  const day = fc.constantFrom(...weekdays);
  const rule = fc.oneof(
    fc.record({ cut: fc.record({ every: fc.constant('day' as const), at: time }), departs: fc.record({ at: time }) }),
    fc.record({
      cut: fc.record({ every: fc.constant('week' as const), day, at: time }),
      departs: fc.record({ day, at: time }),
    }),
  );
  const from = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2031, 0, 1) });

  it('board before they are cut, are cut before they depart, and one begins boarding where the one before was cut', () => {
    fc.assert(
      fc.property(zone, rule, from, (place, train, start) => {
        const runs = occurrencesBetween('t', { boards: undefined, ...train }, place, start, start + 40 * 86_400_000);
        expect(runs.length).toBeGreaterThan(0);
        for (const [index, run] of runs.entries()) {
          expect(run.boardsAt).toBeLessThan(run.cutAt);
          expect(run.cutAt).toBeLessThan(run.departsAt);
          if (index > 0) expect(run.boardsAt).toBe(runs[index - 1]?.cutAt);
        }
        expect(new Set(runs.map(({ id }) => id)).size).toBe(runs.length);
      }),
      { numRuns: 150 },
    );
  });

  it('give every instant exactly one train to board: the first whose cut is still to come', () => {
    fc.assert(
      fc.property(zone, rule, from, (place, train, now) => {
        const next = nextOccurrence('t', { boards: undefined, ...train }, place, now);
        expect(next.boardsAt).toBeLessThanOrEqual(now);
        expect(now).toBeLessThan(next.cutAt);
      }),
      { numRuns: 150 },
    );
  });
});

function pad(part: number): string {
  return String(part).padStart(2, '0');
}
