import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { usePreferencesStore } from '../../lib/preferences.ts';
import { localText, localTime } from './local-time.ts';

const near = Date.parse('2026-11-23T16:54:15Z');
const before = usePreferencesStore.getState();
afterEach(() => usePreferencesStore.setState(before));

describe('a time as a person writes it', () => {
  it.each(['2026-11-23 16:54:10', '16:54:10', '2026-11-23T16:54:10', '2026-11-23T16:54:10Z', '2026-11-23T17:54:10+01:00', ' 16:54:10.0 '])(
    '%j is one moment',
    (text) => {
      usePreferencesStore.setState({ timeZone: 'UTC' });
      expect(localTime(text, near)).toBe(Date.parse('2026-11-23T16:54:10Z'));
    },
  );

  it.each(['', 'now', '2026-11-23', '25:00:00', '2026-13-01 10:00', '10'])('%j is none', (text) => {
    usePreferencesStore.setState({ timeZone: 'UTC' });
    expect(localTime(text, near)).toBeNull();
  });

  it('is in the zone of the screen, and an hour that no clock showed is none', () => {
    usePreferencesStore.setState({ timeZone: 'Europe/Berlin' });
    expect(localTime('2026-11-23 17:54:15', near)).toBe(near);
    expect(localTime('2026-03-29 02:30:00', near)).toBeNull();
    expect(localTime('2026-10-25 02:30:00', near)).toBe(Date.parse('2026-10-25T00:30:00Z'));
  });

  it('reads back whatever it is prefilled with', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Apia');
    fc.assert(
      fc.property(zones, fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }), (timeZone, seconds) => {
        usePreferencesStore.setState({ timeZone });
        const text = localText(seconds * 1_000);
        expect(localText(localTime(text, near) ?? 0)).toBe(text);
      }),
    );
  });
});
