import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBackoff } from './backoff.ts';

test('waits stay between nothing and a ceiling that doubles from 0.5 s to 30 s, and start over after a reset', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 40 }), (randoms) => {
      const numbers = randoms.values();
      const backoff = createBackoff(() => numbers.next().value ?? 0);
      for (const [index, random] of randoms.entries()) expect(backoff.next()).toBeCloseTo(random * Math.min(30_000, 500 * 2 ** index));
      backoff.reset();
      expect(backoff.next()).toBeLessThanOrEqual(500);
    }),
  );
});
