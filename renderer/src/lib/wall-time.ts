import { timeZoneOf, usePreferencesStore } from './preferences.ts';

interface Formats {
  readonly time: Intl.DateTimeFormat;
  readonly day: Intl.DateTimeFormat;
  readonly whole: Intl.DateTimeFormat;
  readonly zone: Intl.DateTimeFormat;
  /** What was written last, and of when: a list has forty ages of one instant, and a zone keeps its name for months. */
  lastWhole: { readonly at: number; readonly text: string };
  lastZone: { readonly quarter: number; readonly text: string };
}

/** Zones change their clocks on a quarter of an hour, nowhere else. */
const quarterMs = 900_000;

// Making a formatter costs more than a thousand uses of it.
const made = new Map<string, Formats>();

/** The formatters of the zone that is preferred now. */
function formats(): Formats {
  const timeZone = timeZoneOf(usePreferencesStore.getState());
  const known = made.get(timeZone ?? '');
  if (known !== undefined) return known;
  const inZone = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { ...options, ...(timeZone === undefined ? {} : { timeZone }) });
  const fresh: Formats = {
    time: inZone({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
    day: inZone({ day: 'numeric', month: 'short' }),
    whole: inZone({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
    zone: inZone({ timeZoneName: 'short' }),
    lastWhole: { at: Number.NaN, text: '' },
    lastZone: { quarter: Number.NaN, text: '' },
  };
  made.set(timeZone ?? '', fresh);
  return fresh;
}

/** `11:12:16`, in the preferred zone. `at`: epoch ms. */
export function timeText(at: number): string {
  return formats().time.format(at);
}

/** `11:12:16.4`: where tenths matter. */
export function tenthsText(at: number): string {
  return `${timeText(at)}.${Math.floor((at % 1_000) / 100)}`;
}

/** Today the time, before that the day: `11:00`, `19 Nov`. */
export function whenText(at: number, now: number): string {
  return isSameDay(at, now) ? timeText(at).slice(0, 5) : dayText(at);
}

/** Today the second, before that the day and the minute: `11:12:16`, `19 Nov 11:12`. Never shorter than it has to be to find the moment. */
export function instantText(at: number, now: number): string {
  return isSameDay(at, now) ? timeText(at) : `${dayText(at)} ${timeText(at).slice(0, 5)}`;
}

function isSameDay(at: number, now: number): boolean {
  return dayText(at) === dayText(now) && Math.abs(now - at) < 86_400_000;
}

export function dayText(at: number): string {
  return formats().day.format(at);
}

/** `Thu 26 Nov 2026, 11:13:17 CET`: the exact instant, for a title or a screen reader. */
export function wholeText(at: number): string {
  const zone = formats();
  if (zone.lastWhole.at !== at) zone.lastWhole = { at, text: writtenWhole(at) };
  return zone.lastWhole.text;
}

function writtenWhole(at: number): string {
  return `${formats().whole.format(at).replaceAll(',', '')}, ${timeText(at)} ${zoneText(at)}`;
}

/** `CET` */
export function zoneText(at: number): string {
  const { lastZone, zone } = formats();
  const quarter = Math.floor(at / quarterMs);
  if (lastZone.quarter === quarter) return lastZone.text;
  const text = zone.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? '';
  formats().lastZone = { quarter, text };
  return text;
}

/** Epoch ms of `hours:minutes` on the day of `now` in the preferred zone; the day before where that is still to come. */
export function lastTimeOfDay(hours: number, minutes: number, now: number): number {
  const [hour = 0, minute = 0, second = 0] = timeText(now).split(':').map(Number);
  const back = (hour * 60 + minute - hours * 60 - minutes) * 60_000 + second * 1_000 + (now % 1_000);
  return now - (back < 0 ? back + 86_400_000 : back);
}
