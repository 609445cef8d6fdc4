import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asUtc, createZone, type LocalTime } from './zone.ts';

const zones = Intl.supportedValuesOf('timeZone');
const local = (text: string): LocalTime => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/[- :]/).map(Number);
  return { year, month, day, hour, minute, second };
};
const instant = (zone: string, text: string) => {
  const found = createZone(zone)?.toInstant(local(text));
  return found === undefined ? null : { kind: found.kind, at: new Date(found.at).toISOString() };
};

describe('a local time in a zone', () => {
  it('is one instant on an ordinary day', () => {
    expect(instant('Europe/Berlin', '2026-11-24 13:00')).toEqual({ kind: 'once', at: '2026-11-24T12:00:00.000Z' });
    expect(instant('America/St_Johns', '2026-07-01 09:30')).toEqual({ kind: 'once', at: '2026-07-01T12:00:00.000Z' });
  });

  it('that clocks jump over is the first instant after the jump', () => {
    expect(instant('Europe/Berlin', '2027-03-28 02:30')).toEqual({ kind: 'gap', at: '2027-03-28T01:00:00.000Z' });
    // Half an hour, and a whole day that Samoa never had.
    expect(instant('Australia/Lord_Howe', '2026-10-04 02:15')).toEqual({ kind: 'gap', at: '2026-10-03T15:30:00.000Z' });
    expect(instant('Pacific/Apia', '2011-12-30 12:00')).toEqual({ kind: 'gap', at: '2011-12-30T10:00:00.000Z' });
  });

  it('that comes twice is the first of the two', () => {
    expect(instant('Europe/Berlin', '2026-10-25 02:30')).toEqual({ kind: 'twice', at: '2026-10-25T00:30:00.000Z' });
  });

  it('needs a zone that exists: an offset is none', () => {
    expect(createZone('Europe/Nowhere')).toBeNull();
    expect(createZone('+01:00')).toBeNull();
    expect(createZone('')).toBeNull();
  });

  it('goes back and forth in every zone of this platform, at every hour', () => {
    const minutes = fc.integer({ min: Date.UTC(2024, 0, 1) / 60_000, max: Date.UTC(2032, 0, 1) / 60_000 });
    for (const name of zones) {
      const zone = createZone(name);
      if (zone === null) throw new Error(`Intl names ${name} and does not know it`);
      fc.assert(
        fc.property(minutes, (minute) => {
          const at = minute * 60_000;
          const there = zone.toInstant(zone.toLocal(at));
          expect(there.kind).not.toBe('gap');
          if (there.kind === 'once') expect(there.at).toBe(at);
          else expect(there.at).toBeLessThanOrEqual(at);
        }),
        { numRuns: 15 },
      );
    }
  }, 60_000);

  it('never goes back when the wall clock goes forward, gap or not', () => {
    const anyZone = fc.constantFrom(...zones);
    const wall = fc.integer({ min: Date.UTC(2024, 0, 1) / 60_000, max: Date.UTC(2032, 0, 1) / 60_000 });
    fc.assert(
      fc.property(anyZone, wall, fc.integer({ min: 1, max: 3_000 }), (name, minute, more) => {
        const zone = createZone(name);
        const at = (minutes: number) => zone?.toInstant(fromUtc(minutes * 60_000)).at ?? 0;
        // Of an hour that comes twice the first counts: a later wall time never lies before an earlier one.
        expect(at(minute + more)).toBeGreaterThanOrEqual(at(minute));
      }),
      { numRuns: 300 },
    );
  });
});

function fromUtc(at: number): LocalTime {
  const date = new Date(at);
  const made = {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: 0,
  };
  expect(asUtc(made)).toBe(at);
  return made;
}
