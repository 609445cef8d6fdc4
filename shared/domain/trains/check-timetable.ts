import { isRealDate, shiftSpans } from './conductors.ts';
import { occurrencesBetween } from './occurrences.ts';
import { servicesOf, type Timetable, type TimetableTrain } from './timetable.ts';
import { cycleIn } from './waves.ts';
import { createZone, type Zone } from './zone.ts';

/** What does not hold together, and where: the path of keys in the file. `trains`: whom it stops; null: all of them. */
export interface TimetableProblem {
  readonly path: readonly (string | number)[];
  readonly text: string;
  readonly trains: readonly string[] | null;
}

const horizonMs = 400 * 86_400_000;

/**
 * All that a schema cannot say. A problem stops the trains it concerns and no other. `now` (epoch ms): clock changes are
 * looked for in the 400 days that follow, so that a time which does not exist is refused when it is written, not when it comes.
 */
export function checkTimetable(timetable: Timetable, now: number): TimetableProblem[] {
  const trains = Object.entries(timetable.trains);
  return [
    ...(trains.length === 0 ? [{ path: ['trains'], text: 'expected at least one train', trains: null }] : []),
    ...trains.flatMap(([name, train]) => trainProblems(timetable, name, train, now)),
    ...claims(timetable),
    ...serviceProblems(timetable),
    ...sharedTargets(timetable),
  ];
}

function trainProblems(timetable: Timetable, name: string, train: TimetableTrain, now: number): TimetableProblem[] {
  const problem = (path: readonly (string | number)[], text: string) => ({ path: ['trains', name, ...path], text, trains: [name] });
  const unknown = servicesOf(timetable, train).flatMap((service, index) =>
    Object.hasOwn(timetable.services, service) ? [] : [problem(['services', index], `there is no service ${service}`)],
  );
  const twice = servicesOf(timetable, train).flatMap((service, index, all) =>
    all.indexOf(service) === index ? [] : [problem(['services', index], `${service} is named twice`)],
  );
  const zone = createZone(train.zone);
  if (zone === null)
    return [...unknown, ...twice, problem(['zone'], `expected an IANA time zone such as Europe/Berlin; there is no ${train.zone}`)];
  const days = dayProblems(train).map(({ path, text }) => problem(path, text));
  const dates = dateProblems(train).map(({ path, text }) => problem(path, text));
  if (days.length + dates.length > 0) return [...unknown, ...twice, ...days, ...dates];
  return [
    ...unknown,
    ...twice,
    ...timeProblems(name, train, zone, now).map(({ path, text }) => problem(path, text)),
    ...shiftProblems(train, zone).map(({ path, text }) => problem(path, text)),
  ];
}

interface Place {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

function dayProblems(train: TimetableTrain): Place[] {
  return (['boards', 'cut', 'departs'] as const).flatMap((key): Place[] => {
    const moment = train[key];
    if (moment === undefined) return [];
    if (train.cut.every === 'week' && moment.day === undefined)
      return [{ path: [key], text: 'expected a day: this train runs every week' }];
    if (train.cut.every === 'day' && moment.day !== undefined)
      return [{ path: [key, 'day'], text: 'expected no day: this train runs every day' }];
    return [];
  });
}

function dateProblems({ conductors }: TimetableTrain): Place[] {
  const place = (path: (string | number)[], text: string): Place[] =>
    isRealDate(text) ? [] : [{ path: ['conductors', ...path], text: `${text} is no date of the calendar` }];
  return [
    ...(conductors.turns === undefined ? [] : place(['turns', 'from'], conductors.turns.from)),
    ...conductors.shifts.flatMap((shift, index) => [
      ...place(['shifts', index, 'from'], shift.from),
      ...place(['shifts', index, 'until'], shift.until),
    ]),
  ];
}

function timeProblems(name: string, train: TimetableTrain, zone: Zone, now: number): Place[] {
  const runs = occurrencesBetween(name, train, zone, now, now + horizonMs);
  if (train.boards !== undefined && runs.some((run) => run.boardsAt >= run.cutAt)) {
    const hint = train.boards.period === 'same' ? '; with `period: before` it boards in the one before' : '';
    return [{ path: ['boards'], text: `it is cut before it boards${hint}` }];
  }
  if (timeOf(train.departs) === timeOf(train.cut)) return [{ path: ['departs'], text: 'it departs at its cut: nothing would be checked' }];
  const gap = runs.find((run) => run.gaps.length > 0);
  const which = gap?.gaps[0];
  if (gap === undefined || which === undefined) return [];
  const at = train[which]?.at ?? '';
  return [
    {
      path: [which, 'at'],
      text: `${at} does not exist in ${zone.name} on the run of ${gap.date}: clocks jump over it. Name a time that every day has`,
    },
  ];
}

function timeOf({ day, at }: { day?: string | undefined; at: string }): string {
  return `${day ?? ''} ${at.length === 5 ? `${at}:00` : at}`;
}

function shiftProblems(train: TimetableTrain, zone: Zone): Place[] {
  const spans = shiftSpans(train.conductors, zone);
  return spans.flatMap((span, index): Place[] => {
    if (span.until <= span.from) return [{ path: ['conductors', 'shifts', index, 'until'], text: 'the shift ends before it begins' }];
    const other = spans.slice(0, index).find((earlier) => earlier.from < span.until && span.from < earlier.until);
    return other === undefined
      ? []
      : [{ path: ['conductors', 'shifts', index], text: `two conductors at once: ${other.user} has a shift then` }];
  });
}

function claims(timetable: Timetable): TimetableProblem[] {
  const owner = new Map<string, string>();
  return Object.entries(timetable.trains).flatMap(([name, train]) =>
    servicesOf(timetable, train).flatMap((service, index): TimetableProblem[] => {
      const first = owner.get(service);
      if (first === undefined) owner.set(service, name);
      if (first === undefined || first === name) return [];
      const path = ['trains', name, 'services', ...(train.services === 'all' ? [] : [index])];
      return [{ path, text: `${service} rides train ${first} already: a service has one train`, trains: [first, name] }];
    }),
  );
}

function serviceProblems(timetable: Timetable): TimetableProblem[] {
  const entries = Object.entries(timetable.services);
  const riders = (services: readonly string[]) =>
    Object.entries(timetable.trains).flatMap(([name, train]) =>
      servicesOf(timetable, train).some((service) => services.includes(service)) ? [name] : [],
    );
  const unknown = entries.flatMap(([name, service]) =>
    service.needs.flatMap((needed, index): TimetableProblem[] =>
      Object.hasOwn(timetable.services, needed)
        ? []
        : [{ path: ['services', name, 'needs', index], text: `there is no service ${needed}`, trains: riders([name]) }],
    ),
  );
  const cycle = cycleIn(new Map(entries.map(([name, { needs }]) => [name, needs])));
  const round: TimetableProblem[] =
    cycle === null
      ? []
      : [{ path: ['services', cycle[0] ?? '', 'needs'], text: `they need each other: ${cycle.join(' needs ')}`, trains: riders(cycle) }];
  const apart = entries.flatMap(([name, { group }]): TimetableProblem[] => {
    const first = entries.find(([, other]) => group !== undefined && other.group === group);
    if (first === undefined || first[0] === name) return [];
    const [mine] = riders([name]);
    const [theirs] = riders([first[0]]);
    if (mine === undefined || theirs === undefined || mine === theirs) return [];
    return [
      {
        path: ['services', name, 'group'],
        text: `${group} rides two trains: ${first[0]} rides ${theirs}, ${name} rides ${mine}`,
        trains: [mine, theirs],
      },
    ];
  });
  return [...unknown, ...round, ...apart];
}

function sharedTargets(timetable: Timetable): TimetableProblem[] {
  const owner = new Map<string, string>();
  return Object.entries(timetable.services).flatMap(([name, service]) =>
    service.targets.flatMap(({ context, namespace, kind, name: workload, container }, index): TimetableProblem[] => {
      const key = JSON.stringify([context, namespace, kind, workload, container ?? '']);
      const first = owner.get(key);
      if (first === undefined) owner.set(key, name);
      return first === undefined
        ? []
        : [
            {
              path: ['services', name, 'targets', index],
              text: `${namespace} ${kind}/${workload} is a target of ${first} already`,
              trains: null,
            },
          ];
    }),
  );
}
