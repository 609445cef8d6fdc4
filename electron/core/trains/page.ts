import { conductorOf } from '#shared/domain/trains/decide.ts';
import { departureWaves } from '#shared/domain/trains/decide-departure.ts';
import { costOfDelay } from '#shared/domain/trains/delay.ts';
import type { Manifested } from '#shared/domain/trains/events.ts';
import { nextSteps } from '#shared/domain/trains/next-steps.ts';
import { momentIn } from '#shared/domain/trains/moments.ts';
import { holdAt, type LegNow, stateAt, type Train } from '#shared/domain/trains/train.ts';
import type { Leg, Passenger, TrainNote, TrainPage, TrainSummary } from '#shared/domain/trains/views.ts';
import type { Freeze } from '#shared/domain/policy/release-policy.ts';
import { listText } from '#shared/domain/rollouts/words.ts';
import { summaryOf } from './summary.ts';

/** Counts of a passenger's checklist items; null: the checklist has not been asked. */
export type ChecksOf = (service: string) => Passenger['checks'];

export interface PageFacts {
  readonly train: Train;
  /** The frozen manifest, or who is aboard as far as it is known now. */
  readonly passengers: readonly Manifested[];
  readonly checksOf: ChecksOf;
  /** Where the checklist stands; null: not asked. */
  readonly standing: TrainSummary['standing'];
  readonly freezes: readonly Freeze[];
  readonly others: readonly TrainSummary[];
  readonly acts: TrainPage['acts'];
  readonly problems: readonly string[];
  readonly now: number;
}

/** The page from its facts. The same facts give the same page. */
export function pageOf({ train, passengers, checksOf, standing, freezes, others, acts, problems, now }: PageFacts): TrainPage {
  const { plan } = train;
  const described = passengers.map((passenger) => ({
    ...passenger,
    checks: checksOf(passenger.service),
    legs: legsOf(train, passenger.service),
  }));
  return {
    ...summaryOf(train, now, standing),
    aboard: passengers.length,
    changes: passengers.some(({ changes }) => changes === null) ? null : passengers.reduce((sum, { changes }) => sum + (changes ?? 0), 0),
    passengers: described,
    notAboard: [...train.turnedAway],
    notes: notesOf(train, described, now),
    holds: [...train.holds],
    costOfDelay: costOfDelay(passengers),
    freezes: freezes.filter(({ to }) => to > plan.cutAt).map(({ name, from, to }) => ({ name, from, to })),
    waves: departureWaves({ ...train, manifest: passengers }),
    others: [...others],
    acts,
    problems: [...problems, ...(train.cut?.note ? [train.cut.note] : [])],
    at: now,
  };
}

function legsOf(train: Train, service: string): Leg[] {
  const moving = train.legs.filter((leg) => leg.service === service);
  if (moving.length > 0) return moving.map(legOf);
  // Before departure: where it will go, in this order.
  return (train.plan.services[service]?.targets ?? []).map(({ region, context, namespace, kind, name }) => ({
    region,
    target: { context, namespace, kind, name },
    state: 'waiting',
    text: '',
    since: null,
    weight: null,
    auditId: null,
  }));
}

function legOf({ region, target, step, since, word }: LegNow): Leg {
  const text = word === null ? step.text : `${step.text}; ${word.by} gave the word`;
  return { region, target, state: step.state, text, since, weight: step.weight, auditId: step.auditId };
}

function notesOf(train: Train, passengers: readonly Passenger[], now: number): TrainNote[] {
  const note = (tone: TrainNote['tone'], text: string): TrainNote => ({ tone, text });
  const state = stateAt(train, now);
  const before = state === 'boarding' || state === 'cut' || state === 'validating' || state === 'deciding';
  const hold = holdAt(train, now);
  return [
    ...(train.halted === null ? [] : [note('red', `Halted by ${train.halted.by}: ${train.halted.reason}`)]),
    ...nextSteps(train, conductorOf(train, now)?.name ?? null),
    ...(hold === null ? [] : [note('amber', `${hold.by} holds it until ${momentIn(train, hold.until)}: ${hold.reason}`)]),
    ...(before ? passengers.flatMap(rebuildNote) : []),
    ...waiverNotes(passengers),
    ...(before
      ? passengers
          .filter(({ digest, image }) => digest === null || image === null)
          .map(({ service }) => note('red', `CI did not say which artifact of ${service} to run. Board it by hand with its digest.`))
      : []),
    ...(before ? orderNotes(train, passengers) : []),
    ...(before ? groupNotes(passengers) : []),
    ...(before ? shiftNotes(train, now) : []),
    ...passengers.filter(({ truncated }) => truncated).map(({ service }) => note('note', `CI did not list every change of ${service}.`)),
  ];
}

/** A rebuild that was waived is told once, by its waiver. */
function rebuildNote({ service, rebuild, checks }: Passenger): TrainNote[] {
  const waived = checks?.waivers.some(({ item }) => item === `digest-equal:${service}`) ?? false;
  return rebuild === null || waived ? [] : [{ tone: 'red', text: `${service}: ${rebuild}` }];
}

/** Visible ever after: what was let pass, by whom and why. One of the whole train is told once. */
function waiverNotes(passengers: readonly Passenger[]): TrainNote[] {
  const texts = passengers.flatMap(({ service, checks }) =>
    (checks?.waivers ?? []).map(
      ({ item, title, by, reason }) => `${item.endsWith(`:${service}`) ? `${service}: ` : ''}${title}. Waived by ${by}: ${reason}`,
    ),
  );
  return [...new Set(texts)].map((text) => ({ tone: 'note', text }));
}

function orderNotes(train: Train, passengers: readonly Manifested[]): TrainNote[] {
  const versions = new Map(passengers.map(({ service, toVersion }) => [service, toVersion]));
  return passengers.flatMap(({ service, toVersion }) => {
    const needs = (train.plan.services[service]?.needs ?? []).filter((needed) => versions.has(needed));
    const named = needs.map((needed) => `${needed} ${versions.get(needed)}`);
    return needs.length === 0
      ? []
      : [
          {
            tone: 'note' as const,
            text: `${service} ${toVersion} needs ${listText(named)}: it leaves once ${needs.length === 1 ? 'that has' : 'they have'} arrived.`,
          },
        ];
  });
}

function groupNotes(passengers: readonly Manifested[]): TrainNote[] {
  const groups = [...new Set(passengers.flatMap(({ group }) => group ?? []))];
  return groups.flatMap((group) => {
    const members = passengers.filter((passenger) => passenger.group === group).map(({ service }) => service);
    return members.length < 2 ? [] : [{ tone: 'note' as const, text: `${listText(members)} are taken back together (${group}).` }];
  });
}

function shiftNotes(train: Train, now: number): TrainNote[] {
  const conductor = conductorOf(train, now);
  if (conductor === null) return [{ tone: 'amber', text: 'Nobody is named as conductor: whoever has the role may act.' }];
  if (conductor.until === null || conductor.until > train.plan.departsAt) return [];
  const next = conductorOf(train, conductor.until);
  const then = next === null ? 'nobody is named after that' : `${next.name} has ${momentIn(train, conductor.until)} on`;
  return [{ tone: 'note', text: `${conductor.name}'s shift ends before it departs; ${then}.` }];
}
