const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const whole = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
const zone = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' });

/** `11:12:16`, in the reader's zone. `at`: epoch ms. */
export function timeText(at: number): string {
  return time.format(at);
}

/** `11:12:16.4`: where tenths matter. */
export function tenthsText(at: number): string {
  return `${time.format(at)}.${Math.floor((at % 1_000) / 100)}`;
}

/** Today the time, before that the day: `11:00`, `19 Nov`. */
export function whenText(at: number, now: number): string {
  return day.format(at) === day.format(now) && now - at < 86_400_000 ? timeText(at).slice(0, 5) : day.format(at);
}

export function dayText(at: number): string {
  return day.format(at);
}

/** `Thu 26 Nov 2026, 11:13:17 CET` */
export function wholeText(at: number): string {
  return `${whole.format(at).replaceAll(',', '')}, ${time.format(at)} ${zoneText(at)}`;
}

/** `CET` */
export function zoneText(at: number): string {
  return zone.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? '';
}
