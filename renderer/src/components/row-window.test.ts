import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutRows, rowsInWindow, scrollFor } from './row-window.ts';

const heights = fc.array(fc.constantFrom(22, 25, 29, 46), { minLength: 1, maxLength: 300 });

property.prop([heights, fc.nat(6_000), fc.integer({ min: 1, max: 900 })])(
  'every row that touches the window is drawn, and hardly any other',
  (rows, top, height) => {
    const layout = layoutRows(rows);
    const [first, last] = rowsInWindow(layout, top, height, 2);
    rows.forEach((row, index) => {
      const start = layout.tops[index] ?? 0;
      if (start < top + height && start + row > top) expect(index >= first && index < last).toBe(true);
    });
    expect(last - first).toBeLessThanOrEqual(Math.ceil(height / 22) + 6);
  },
);

property.prop([heights, fc.nat(299), fc.nat(6_000)])('after the scroll the row is wholly seen', (rows, at, top) => {
  const index = Math.min(at, rows.length - 1);
  const layout = layoutRows(rows);
  const moved = scrollFor(layout, index, top, 200) ?? top;
  expect(scrollFor(layout, index, moved, 200)).toBeNull();
});

test('5,000 rows of 22 px: a screen of 700 px draws 44 of them', () => {
  const layout = layoutRows(Array.from({ length: 5_000 }, () => 22));
  const [first, last] = rowsInWindow(layout, 50_000, 700);
  expect(last - first).toBe(45);
});
