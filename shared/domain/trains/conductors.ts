import type { TimetableTrain } from './timetable.ts';
import { addDays, asUtc, type LocalTime, type Zone } from './zone.ts';

export interface Conductor {
  readonly name: string;
  /** Epoch ms; null: no end is known. */
  readonly until: number | null;
}

/** Whoever took over in place of the rotation, until when. */
export interface Override {
  readonly by: string;
  readonly at: number;
  readonly until: number | null;
}

export interface ShiftSpan {
  readonly user: string;
  readonly from: number;
  readonly until: number;
}

type Rotation = TimetableTrain['conductors'];

/**
 * The one conductor at an instant: who took over last and still holds it, else the shift, else whose turn it is. Never two;
 * null: nobody is named.
 */
export function conductorAt(rotation: Rotation, zone: Zone, overrides: readonly Override[], at: number): Conductor | null {
  const taken = overrides.filter((one) => one.at <= at).at(-1);
  if (taken !== undefined && (taken.until === null || taken.until > at)) return { name: taken.by, until: taken.until };
  const shifts = shiftSpans(rotation, zone);
  const shift = shifts.find(({ from, until }) => from <= at && at < until);
  if (shift !== undefined) return { name: shift.user, until: shift.until };
  const turn = turnAt(rotation, zone, at);
  if (turn === null) return null;
  const nextShift = shifts.map(({ from }) => from).filter((from) => from > at && from < turn.until);
  return { name: turn.user, until: Math.min(turn.until, ...nextShift) };
}

/** Shifts as instants, in the order of the file. */
export function shiftSpans({ shifts }: Rotation, zone: Zone): ShiftSpan[] {
  return shifts.map(({ user, from, until }) => ({
    user,
    from: zone.toInstant(parseLocal(from)).at,
    until: zone.toInstant(parseLocal(until)).at,
  }));
}

function turnAt({ turns }: Rotation, zone: Zone, at: number): { user: string; until: number } | null {
  if (turns === undefined) return null;
  const first = parseLocal(turns.from);
  const days = turns.every === 'week' ? 7 : 1;
  const begins = (turn: number) => zone.toInstant(addDays(first, turn * days)).at;
  if (at < begins(0)) return null;
  // Days have 23 to 25 hours: the guess is off by one turn at most.
  let turn = Math.max(0, Math.floor((at - begins(0)) / (days * 86_400_000)) - 1);
  while (begins(turn + 1) <= at) turn += 1;
  return { user: turns.users[turn % turns.users.length] ?? '', until: begins(turn + 1) };
}

/** A local date and time as the schema lets it through: `2026-11-23T08:00`. */
export function parseLocal(text: string): LocalTime {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = text.split(/[-T:]/).map(Number);
  return { year, month, day, hour, minute, second: 0 };
}

/** Whether the calendar has this date: 30 February is none. */
export function isRealDate(text: string): boolean {
  const local = parseLocal(text);
  return new Date(asUtc(local)).getUTCDate() === local.day;
}
