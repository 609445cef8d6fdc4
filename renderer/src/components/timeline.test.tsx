// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { Timeline, type TimelineEntry } from './timeline.tsx';

afterEach(cleanup);

const zero = Date.UTC(2026, 10, 26, 10, 1, 14);
const entries: TimelineEntry[] = [
  {
    key: 'a',
    at: zero - 6_000,
    glyph: 'progressing',
    state: 'progressing',
    text: 'payments 2.14.0 gets 5% of traffic',
    source: 'controller',
  },
  { key: 'b', at: zero, glyph: 'degraded', state: 'degraded', text: 'Verdict worse', source: 'judge', pinned: true },
  { key: 'c', gapMs: 512_000, text: 'Nobody acted.' },
  {
    key: 'd',
    at: zero + 518_000,
    glyph: 'ghost',
    text: 'HTTPRoute payments edited outside the desk',
    detail: 'manager kubectl-edit, field rules[0].filters',
    source: 'outside the desk',
    now: true,
  },
];
const rows = () => screen.getAllByRole('listitem').map((item) => item.textContent);

test('each row says when, how long after the start, what and who says so; a hole says how long nobody acted', () => {
  render(<Timeline label="INC-118" entries={entries} zero={zero} />);
  const [first, second, gap, last] = rows();
  expect(first).toMatch(/^\d\d:\d\d:\d\d−0:06payments 2\.14\.0 gets 5% of trafficcontroller$/);
  expect(second).toContain('0:00');
  expect(gap).toBe('8 m 32 sNobody acted.');
  expect(last).toMatch(/8:38HTTPRoute payments edited outside the deskmanager kubectl-edit, field rules\[0\]\.filtersoutside the desk$/);
  expect(screen.getByRole('img', { name: 'pinned' }).closest('li')?.textContent).toContain('Verdict worse');
});

test('a pin that can be pressed says whether it is', () => {
  const onPin = vi.fn();
  render(<Timeline label="INC-118" entries={entries} zero={null} onPin={onPin} />);
  const pins = screen.getAllByRole('button');
  expect(pins.map((pin) => pin.getAttribute('aria-pressed'))).toEqual(['false', 'true', 'false']);
  for (const pin of pins) fireEvent.click(pin);
  expect(onPin.mock.calls).toEqual([
    ['a', true],
    ['b', false],
    ['d', true],
  ]);
});
