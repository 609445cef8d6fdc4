import { type TimetableTrain, weekdays } from './timetable.ts';
import { addDays, type LocalTime, weekday, type Zone, type ZonedInstant } from './zone.ts';

/** One run of a train. Epoch ms. `date` is the local date of the cut, and with the train's name its id. */
export interface Occurrence {
  readonly id: string;
  readonly date: string;
  readonly label: string;
  readonly boardsAt: number;
  readonly cutAt: number;
  readonly departsAt: number;
  /** Times that clocks jump over: moved to the first instant after the jump. */
  readonly gaps: readonly ('boards' | 'cut' | 'departs')[];
}

type Rule = Pick<TimetableTrain, 'boards' | 'cut' | 'departs'>;

/** Every run whose cut lies in [from, to), in order. */
export function occurrencesBetween(name: string, rule: Rule, zone: Zone, from: number, to: number): Occurrence[] {
  const found: Occurrence[] = [];
  const step = rule.cut.every === 'week' ? 7 : 1;
  let start = addDays(periodStart(rule, zone.toLocal(from)), -step);
  for (;;) {
    const occurrence = occurrenceOf(name, rule, zone, start);
    if (occurrence.cutAt >= to) return found;
    if (occurrence.cutAt >= from) found.push(occurrence);
    start = addDays(start, step);
  }
}

/** The first run whose cut is after `at`: what a change that arrives at `at` can still board. */
export function nextOccurrence(name: string, rule: Rule, zone: Zone, at: number): Occurrence {
  const days = rule.cut.every === 'week' ? 9 : 3;
  for (let span = days; ; span += days) {
    const [first] = occurrencesBetween(name, rule, zone, at + 1, at + span * 86_400_000);
    if (first !== undefined) return first;
  }
}

/** Monday of the week, or the day itself; midnight. */
function periodStart(rule: Rule, local: LocalTime): LocalTime {
  const midnight = { ...local, hour: 0, minute: 0, second: 0 };
  return rule.cut.every === 'week' ? addDays(midnight, -weekday(midnight)) : midnight;
}

function occurrenceOf(name: string, rule: Rule, zone: Zone, start: LocalTime): Occurrence {
  const step = rule.cut.every === 'week' ? 7 : 1;
  const at = (moment: { day?: string | undefined; at: string }, from: LocalTime): { local: LocalTime; instant: ZonedInstant } => {
    const local = onWall(from, moment);
    return { local, instant: zone.toInstant(local) };
  };
  const cut = at(rule.cut, start);
  const before = addDays(start, -step);
  const boards = rule.boards === undefined ? at(rule.cut, before) : at(rule.boards, rule.boards.period === 'before' ? before : start);
  const same = at(rule.departs, start);
  const departs = same.instant.at > cut.instant.at ? same : at(rule.departs, addDays(start, step));
  const date = dateText(cut.local);
  const named = { boards, cut, departs };
  return {
    id: `${name}-${date}`,
    date,
    label: `${name}, ${momentText(cut.local)}`,
    boardsAt: boards.instant.at,
    cutAt: cut.instant.at,
    departsAt: departs.instant.at,
    gaps: (['boards', 'cut', 'departs'] as const).filter((which) => named[which].instant.kind === 'gap'),
  };
}

function onWall(start: LocalTime, { day, at }: { day?: string | undefined; at: string }): LocalTime {
  const [hour = 0, minute = 0, second = 0] = at.split(':').map(Number);
  const days = day === undefined ? 0 : weekdays.findIndex((known) => known === day);
  return { ...addDays(start, days), hour, minute, second };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (part: number) => String(part).padStart(2, '0');

/** `2026-11-24` */
export function dateText({ year, month, day }: LocalTime): string {
  return `${year}-${two(month)}-${two(day)}`;
}

/** `24 Nov 13:00`; seconds only where there are some. */
export function momentText({ month, day, hour, minute, second }: LocalTime): string {
  return `${day} ${months[month - 1] ?? ''} ${two(hour)}:${two(minute)}${second === 0 ? '' : `:${two(second)}`}`;
}
