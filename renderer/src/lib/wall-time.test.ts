import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { usePreferencesStore } from './preferences.ts';
import { dayText, instantText, lastTimeOfDay, timeText, wholeText, whenText, zoneText } from './wall-time.ts';

const at = Date.UTC(2026, 10, 26, 10, 12, 16, 400);
const zone = (timeZone: string) => usePreferencesStore.getState().set({ timeZone });
afterEach(() => zone('local'));

test('every time is of the zone that is preferred', () => {
  zone('utc');
  expect([timeText(at), zoneText(at), wholeText(at)]).toEqual(['10:12:16', 'UTC', 'Thu 26 Nov 2026, 10:12:16 UTC']);
  zone('Asia/Tokyo');
  expect([timeText(at), whenText(at, at), zoneText(at)]).toEqual(['19:12:16', '19:12', 'GMT+9']);
});

test('a day is the zone’s own: the same instant is yesterday elsewhere', () => {
  const late = Date.UTC(2026, 10, 26, 20, 0, 0);
  zone('utc');
  expect(dayText(late)).toBe('26 Nov');
  zone('Asia/Tokyo');
  expect(dayText(late)).toBe('27 Nov');
});

test('a zone takes its other name with the very second at which its clocks change, and back', () => {
  zone('Europe/London');
  const change = Date.UTC(2026, 2, 29, 1);
  const seconds = [change - 1_000, change, change - 1_000].map((second) => [timeText(second), zoneText(second)]);
  expect(seconds).toEqual([
    ['00:59:59', 'GMT'],
    ['02:00:00', 'BST'],
    ['00:59:59', 'GMT'],
  ]);
});

test('an instant of today is its second, an older one its day and minute', () => {
  zone('utc');
  expect(instantText(at, at + 60_000)).toBe('10:12:16');
  expect(instantText(at, at + 86_400_000)).toBe('26 Nov 10:12');
});

property.prop([fc.constantFrom('utc', 'Asia/Tokyo', 'Asia/Kolkata'), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })])(
  'the last time a clock showed a time is not to come, not a day ago, and is that time',
  (timeZone, hours, minutes) => {
    zone(timeZone);
    const found = lastTimeOfDay(hours, minutes, at);
    expect(found).toBeLessThanOrEqual(at);
    expect(at - found).toBeLessThan(86_400_000);
    expect(timeText(found)).toBe(`${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}:00`);
  },
);
