import type { Plan } from '#shared/domain/trains/events.ts';
import { nextOccurrence, type Occurrence, occurrencesBetween } from '#shared/domain/trains/occurrences.ts';
import { servicesOf, type Timetable } from '#shared/domain/trains/timetable.ts';
import { createZone } from '#shared/domain/trains/zone.ts';
import type { TimetableReading } from './read-timetable.ts';

/**
 * The runs that matter now, by the timetable as it stands, oldest first: of each train the one a change arriving now would
 * board, and before it those that were cut and are still to depart, whether a desk ran at their cut or not.
 */
export function plansAt({ timetable, running }: TimetableReading, now: number): Plan[] {
  return timetable === null ? [] : running.flatMap((name) => plansOf(timetable, name, now));
}

function plansOf(timetable: Timetable, name: string, now: number): Plan[] {
  const rule = timetable.trains[name];
  const zone = rule === undefined ? null : createZone(rule.zone);
  if (rule === undefined || zone === null) return [];
  const next = nextOccurrence(name, rule, zone, now);
  const after = nextOccurrence(name, rule, zone, next.cutAt);
  const cut = occurrencesBetween(name, rule, zone, now - 8 * 86_400_000, now + 1).filter((run) => run.cutAt <= now && now < run.departsAt);
  const runs = [...cut, next, after];
  return runs.slice(0, -1).flatMap((run, index) => {
    const following = runs[index + 1];
    const plan = following === undefined ? null : planOf(timetable, name, run, following);
    return plan === null ? [] : [plan];
  });
}

function planOf(timetable: Timetable, name: string, run: Occurrence, after: Occurrence): Plan | null {
  const rule = timetable.trains[name];
  if (rule === undefined) return null;
  const { id, label, boardsAt, cutAt, departsAt } = run;
  const riding = new Set(servicesOf(timetable, rule));
  return {
    id,
    label,
    timetable: name,
    boardsAt,
    cutAt,
    departsAt,
    next: after.id,
    nextCutAt: after.cutAt,
    rule,
    services: Object.fromEntries(Object.entries(timetable.services).filter(([service]) => riding.has(service))),
    paths: timetable.paths,
  };
}
