// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { Preferences, timeZoneOf, usePreferencesStore } from './preferences.ts';

const defaults = Preferences.parse({});
afterEach(() => {
  localStorage.clear();
  usePreferencesStore.getState().set(defaults);
});

describe('what a person likes', () => {
  test('dark, local and relative until something else is said; nothing rings by itself', () => {
    expect(defaults).toEqual({
      theme: 'dark',
      contrast: 'system',
      timeZone: 'local',
      times: 'relative',
      sound: false,
      notifications: false,
    });
  });

  test('is kept and comes back', async () => {
    usePreferencesStore.getState().set({ theme: 'light', timeZone: 'Asia/Tokyo' });
    expect(JSON.parse(localStorage.getItem('rcc:preferences') ?? '')).toMatchObject({ state: { theme: 'light', timeZone: 'Asia/Tokyo' } });
    await usePreferencesStore.persist.rehydrate();
    expect(usePreferencesStore.getState()).toMatchObject({ theme: 'light', timeZone: 'Asia/Tokyo' });
  });

  test('one bad value is the default alone, whatever was kept', async () => {
    localStorage.setItem(
      'rcc:preferences',
      JSON.stringify({ state: { theme: 'sepia', times: 'absolute', timeZone: 'Mars/Olympus' }, version: 0 }),
    );
    await usePreferencesStore.persist.rehydrate();
    expect(usePreferencesStore.getState()).toMatchObject({ theme: 'dark', times: 'absolute', timeZone: 'local' });
  });

  test('anything at all reads as preferences', () => {
    fc.assert(
      fc.property(
        fc.record(Object.fromEntries(Object.keys(defaults).map((key) => [key, fc.jsonValue()])), { requiredKeys: [] }),
        (kept) => {
          expect(Preferences.safeParse(kept).success).toBe(true);
        },
      ),
    );
  });
});

test('a zone as formatters want it', () => {
  expect(timeZoneOf({ timeZone: 'local' })).toBeUndefined();
  expect(timeZoneOf({ timeZone: 'utc' })).toBe('UTC');
  expect(timeZoneOf({ timeZone: 'Asia/Tokyo' })).toBe('Asia/Tokyo');
});
