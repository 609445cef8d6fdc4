import { timeZoneOf, usePreferencesStore } from '../../lib/preferences.ts';
import { timeText } from '../../lib/wall-time.ts';

const shape = /^(?:(\d{4})-(\d\d)-(\d\d)[ T]+)?(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,3}))?)?$/;
const withZone = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i;

/** `2026-11-23 16:54:15` in the preferred zone. `at`: epoch ms. */
export function localText(at: number): string {
  return `${dayOf(at)} ${timeText(at)}`;
}

/**
 * Epoch ms of a time as a person writes it: as the screen shows it (without a day: the day of `near`), or ISO 8601 with its zone. null: it
 * cannot be read, or no clock of the zone ever showed it. Where the clock showed it twice, the first.
 */
export function localTime(text: string, near: number): number | null {
  const said = text.trim();
  if (withZone.test(said)) return Number.isNaN(Date.parse(said)) ? null : Date.parse(said);
  const found = shape.exec(said);
  if (found === null) return null;
  const [, year, month, day, hours = '', minutes = '', seconds = '00', part = '0'] = found;
  const date = year === undefined ? dayOf(near) : `${year}-${month}-${day}`;
  const wall = `${date}T${hours.padStart(2, '0')}:${minutes}:${seconds}`;
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) return null;
  // The zone's distance from UTC around that day: whichever of them shows what was written is meant.
  const distances = [-86_400_000, 0, 86_400_000].map(
    (away) => Date.parse(`${localText(asUtc + away).replace(' ', 'T')}Z`) - (asUtc + away),
  );
  const times = [...new Set(distances)].map((distance) => asUtc - distance).filter((at) => localText(at).replace(' ', 'T') === wall);
  return times.length === 0 ? null : Math.min(...times) + Number(part.padEnd(3, '0'));
}

function dayOf(at: number): string {
  const timeZone = timeZoneOf(usePreferencesStore.getState());
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', ...(timeZone === undefined ? {} : { timeZone }) }).format(at);
}
