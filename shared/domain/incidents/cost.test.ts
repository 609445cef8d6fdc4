import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf } from './cost.ts';
import { declared, exampleIncident, exampleReadings, gathered, openedAt, payments, paymentsUs } from './testing/example-incident.ts';

const figures = { total: 200, bad: 10, failed: 4 };
const until = openedAt + 10 * 60_000;
const costWith = (readings: ReturnType<typeof exampleReadings>, one = declared) =>
  costOf(exampleIncident([gathered({ readings, declared: [one] })]), until);

describe('what an incident cost', () => {
  it('is revenue a minute × share of requests on the bad version × share of those that failed, over time', () => {
    const { cost } = costWith(exampleReadings(Array(20).fill(figures)));
    // 10,500 × 5% × 40% = 210 a minute, for 20 minutes.
    expect(cost).toMatchObject({ perMinute: 210, currency: 'EUR', unknownMinutes: 0, failedRequests: 4 * 20 * 60 });
    expect(cost?.amount).toBeCloseTo(4_200);
    expect(cost?.inputs.map(({ value }) => value)).toEqual(['10500 EUR', '20', '5%', '40%']);
  });

  it('can be worked out again from the inputs it shows, though nobody is on the bad version any more', () => {
    const stretch = fc.record({
      total: fc.integer({ min: 50, max: 500 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      fails: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 1, maxLength: 9 }), (stretches) => {
        const measured = stretches.map(({ total, part, fails }) => ({ total, bad: total * part, failed: total * part * fails }));
        const readings = exampleReadings([...measured, { total: 200, bad: 0, failed: 0 }]);
        const { cost } = costOf(exampleIncident([gathered({ declared: [declared], readings })]), openedAt);
        const [revenue = 0, minutes = 0, share = 0, failure = 0] = cost?.inputs.map(({ value }) => Number.parseFloat(value)) ?? [];
        const again = revenue * minutes * (share / 100) * (failure / 100);
        expect(Math.abs(again - (cost?.amount ?? 0))).toBeLessThanOrEqual(0.01 + (cost?.amount ?? 0) * 0.002);
        expect(cost?.perMinute).toBe(0);
        expect(cost?.worked).toHaveLength(1);
      }),
    );
  });

  it('counts minutes nobody measured as unknown, never as free', () => {
    const measured = exampleReadings(Array(20).fill(figures));
    const { cost } = costWith(measured.filter((_, index) => index < 5 || index > 8));
    expect(cost).toMatchObject({ unknownMinutes: 4 });
    expect(cost?.amount).toBeCloseTo(16 * 210);
    expect(cost?.points.some(({ perMinute }) => perMinute === null)).toBe(true);
  });

  it('does not know the failures of requests whose errors nobody counts', () => {
    expect(costWith(exampleReadings(Array(20).fill({ total: 200, bad: 10, failed: null }))).cost).toMatchObject({
      amount: null,
      unknownMinutes: 20,
    });
  });

  it('knows that no request on the bad version failed where none was sent there', () => {
    expect(costWith(exampleReadings(Array(20).fill({ total: 200, bad: 0, failed: 0 }))).cost).toMatchObject({
      amount: 0,
      unknownMinutes: 0,
    });
  });

  it('takes the share of the whole service, and knows none while one of its places is not measured', () => {
    const both = { ...declared, targets: [payments, paymentsUs] };
    const here = exampleReadings(Array(20).fill(figures));
    expect(costWith(here, both).cost).toMatchObject({ amount: null, unknownMinutes: 20 });
    const elsewhere = exampleReadings(Array(20).fill({ total: 200, bad: 0, failed: 0 }), paymentsUs);
    expect(costWith([...here, ...elsewhere], both).cost).toMatchObject({ perMinute: 105 });
  });

  it('says why there is none', () => {
    expect(costOf(exampleIncident(), until).problem).toBe(
      'No timetable declares payments, so there is no revenue to count with. Declare it in timetable.yaml of the release folder: services.payments.revenuePerMinute, with amount and currency.',
    );
    expect(costWith([], { ...declared, revenuePerMinute: null }).problem).toContain('No revenue a minute is declared for payments');
    expect(costOf(exampleIncident([], { targets: [], subjects: [] }), until).problem).toContain('names no workload');
  });

  it('is never more than the declared revenue, and every minute is counted or unknown', () => {
    const rate = fc.option(fc.integer({ min: 0, max: 500 }), { nil: null });
    const reading = fc.record({ total: rate, bad: rate, failed: rate }).map(({ total, bad, failed }) => ({
      total: total === null || bad === null ? total : Math.max(total, bad),
      bad,
      failed: failed === null || bad === null ? failed : Math.min(failed, bad),
    }));
    fc.assert(
      fc.property(fc.array(reading, { minLength: 20, maxLength: 20 }), (list) => {
        const { cost } = costWith(exampleReadings(list));
        const known = list.filter(
          ({ total, bad, failed }) => total !== null && total > 0 && bad !== null && (bad === 0 || failed !== null),
        ).length;
        expect(cost?.unknownMinutes).toBe(20 - known);
        expect(cost?.amount ?? 0).toBeLessThanOrEqual(known * 10_500 + 1e-6);
        expect(cost?.amount === null).toBe(known === 0);
      }),
    );
  });
});
