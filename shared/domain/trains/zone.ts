/** A moment on somebody's wall: no zone, no instant. Month 1 to 12. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/**
 * What a local time means in a zone. `gap`: clocks jumped over it, `at` is the first instant after the jump. `twice`: clocks
 * went back over it, `at` is the first of the two. Epoch ms.
 */
export interface ZonedInstant {
  readonly kind: 'once' | 'gap' | 'twice';
  readonly at: number;
}

/** One IANA zone, by the rules that the platform's own Intl knows. */
export interface Zone {
  readonly name: string;
  toLocal(at: number): LocalTime;
  toInstant(local: LocalTime): ZonedInstant;
}

const dayMs = 86_400_000;

/** null: no zone of this name. An offset such as `+01:00` is no zone: it knows no summer. */
export function createZone(name: string): Zone | null {
  const format = formatOf(name);
  if (format === null) return null;

  const toLocal = (at: number): LocalTime => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    return {
      year: part('year'),
      month: part('month'),
      day: part('day'),
      hour: part('hour'),
      minute: part('minute'),
      second: part('second'),
    };
  };
  const offsetAt = (at: number) => asUtc(toLocal(at)) - Math.floor(at / 1_000) * 1_000;

  return {
    name,
    toLocal,
    toInstant(local) {
      const wall = asUtc(local);
      const offsets = [offsetAt(wall - dayMs), offsetAt(wall + dayMs)];
      const fits = [...new Set(offsets)].map((offset) => wall - offset).filter((at) => offsetAt(at) === wall - at);
      if (fits.length > 0) return { kind: fits.length > 1 ? 'twice' : 'once', at: Math.min(...fits) };
      return { kind: 'gap', at: jumpBetween(wall - Math.max(...offsets), wall - Math.min(...offsets), offsetAt) };
    },
  };
}

/** The local time as if it were UTC, epoch ms. */
export function asUtc({ year, month, day, hour, minute, second }: LocalTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The calendar date some days later; the time of day stays. */
export function addDays(local: LocalTime, days: number): LocalTime {
  const date = new Date(Date.UTC(local.year, local.month - 1, local.day) + days * dayMs);
  return { ...local, year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 0 Monday to 6 Sunday. */
export function weekday(local: LocalTime): number {
  return (new Date(Date.UTC(local.year, local.month - 1, local.day)).getUTCDay() + 6) % 7;
}

function formatOf(name: string): Intl.DateTimeFormat | null {
  if (!/^[A-Za-z]/.test(name)) return null;
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    // A RangeError is how Intl says that it knows no such zone.
    return null;
  }
}

/** The first instant, to the second, at which the offset is the later one. */
function jumpBetween(before: number, after: number, offsetAt: (at: number) => number): number {
  let low = before;
  let high = after;
  const was = offsetAt(low);
  while (high - low > 1_000) {
    const middle = low + Math.floor((high - low) / 2_000) * 1_000;
    if (offsetAt(middle) === was) low = middle;
    else high = middle;
  }
  return high;
}
