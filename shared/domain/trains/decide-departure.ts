import { type CommandOf, happens, refuses, type TrainDecision, type TrainFacts } from './decision.ts';
import type { LegStep, TrainEvent } from './events.ts';
import { momentIn } from './moments.ts';
import { evolve, holdAt, isLeg, type LegNow, stateAt, type Train } from './train.ts';
import { wavesOf } from './waves.ts';

/** Why the train may not leave now, each in a sentence; empty: it may. Whoever asks is another matter. */
export function departureObstacles(train: Train, { now, standing, freezes }: Omit<TrainFacts, 'who' | 'elsewhere'>): string[] {
  const passengers = train.manifest ?? [];
  const hold = holdAt(train, now);
  const freeze = freezes.find(({ from, to }) => from <= now && now < to);
  const nameless = passengers.filter(({ digest, image }) => digest === null || image === null).map(({ service }) => service);
  const state = stateAt(train, now);
  return [
    ...(state === 'deciding' ? [] : [`It is ${state}: a train departs once its manifest stands and the go was given.`]),
    ...(state === 'deciding' && passengers.length === 0 ? ['Nobody is aboard.'] : []),
    ...(hold === null ? [] : [`${hold.by} holds it until ${momentIn(train, hold.until)}: ${hold.reason}`]),
    ...(freeze === undefined ? [] : [`The freeze ${freeze.name} lasts until ${momentIn(train, freeze.to)}.`]),
    ...nameless.map((service) => `CI did not say which artifact of ${service} to run: board it by hand with its digest.`),
    ...(standing === null ? ['The checklist cannot be asked: unknown is no go.'] : standing.goHolds ? [] : [standing.reason]),
  ];
}

export function decideDeparture(train: Train, { reason, legs, obstacles, auditId }: CommandOf<'depart'>, facts: TrainFacts): TrainDecision {
  const [obstacle] = [...departureObstacles(train, facts), ...obstacles];
  if (obstacle !== undefined) return refuses(obstacle);
  const waves = departureWaves(train);
  const decision = `${facts.standing?.verdict ?? ''}: ${facts.standing?.reason ?? ''}`;
  const leftOn = facts.standing?.leftOn;
  const kept = leftOn === undefined ? {} : { leftOn };
  return happens({ type: 'departed', by: facts.who.name, reason, decision, waves, legs: [...legs], auditId, ...kept });
}

/** Who leaves with whom: by what each needs of those aboard. */
export function departureWaves({ manifest, aboard, plan }: Train): string[][] {
  const services = (manifest ?? aboard).map(({ service }) => service);
  return wavesOf(new Map(services.map((service) => [service, plan.services[service]?.needs ?? []])));
}

/** A passenger with everyone of its group aboard: they are taken back together. */
export function groupOf(train: Train, service: string): string[] {
  const group = train.plan.services[service]?.group;
  const aboard = (train.manifest ?? train.aboard).map((passenger) => passenger.service);
  return group === undefined ? [service] : aboard.filter((name) => train.plan.services[name]?.group === group);
}

export function decideGoOn(train: Train, { service, region, reason, auditId }: CommandOf<'go-on'>, { who }: TrainFacts): TrainDecision {
  if (train.departed === null) return refuses('It has not departed.');
  const waiting = train.legs.filter(
    (leg) => leg.service === service && (region === null || leg.region === region) && takesWord(train, leg),
  );
  const [leg] = waiting;
  if (leg === undefined) {
    const of = train.legs.filter((one) => one.service === service && (region === null || one.region === region));
    if (of.length === 0) return refuses(`${service}${region === null ? '' : ` in ${region}`} does not travel with this train.`);
    return refuses(`${service} waits for no word: ${of.map((one) => `${one.region} ${one.step.text}`).join('; ')}.`);
  }
  if (leg.word !== null) return refuses(`${leg.word.by} gave the word already.`);
  return happens({ type: 'went-on', service, region: leg.region, by: who.name, reason, auditId });
}

/** At a pause; or, on a halted train, at the next region of a passenger that is under way. */
function takesWord(train: Train, leg: LegNow): boolean {
  return leg.step.state === 'baking' || (train.halted !== null && leg.step.state === 'waiting' && mayStart(train, leg));
}

/**
 * Whether a leg's turn has come: the regions before it have arrived, and everyone it needs has arrived everywhere. On a halted
 * train nobody new leaves; who is under way goes on to the next region only at a person's word.
 */
export function mayStart(train: Train, leg: LegNow): boolean {
  if (leg.step.state !== 'waiting' || train.ended !== null) return false;
  const own = train.legs.filter(({ service }) => service === leg.service);
  const before = own.slice(
    0,
    own.findIndex((one) => isLeg(one, leg)),
  );
  if (before.some(({ step }) => step.state !== 'arrived')) return false;
  if (train.halted !== null) return before.length > 0 && !train.halted.rollBack.includes(leg.service);
  const needs = train.plan.services[leg.service]?.needs ?? [];
  return !train.legs.some(({ service, step }) => needs.includes(service) && step.state !== 'arrived');
}

/** Stopping is going back: no rule of the desk stands in its way, and anybody may. */
export function decideHalt(train: Train, { rollBack, reason, auditId }: CommandOf<'halt'>, { who }: TrainFacts): TrainDecision {
  if (train.departed === null) return refuses('It has not departed: hold it, or cancel it.');
  if (rollBack !== null && !train.legs.some(({ service }) => service === rollBack))
    return refuses(`${rollBack} does not travel with this train.`);
  const back = rollBack === null ? [] : movedOf(train, groupOf(train, rollBack));
  if (train.halted !== null && back.every((service) => train.halted?.rollBack.includes(service)))
    return refuses(rollBack === null ? 'It is halted already.' : `${rollBack} is being taken back already, or has not moved.`);
  return thenEnded(train, { type: 'halted', by: who.name, reason, service: rollBack, rollBack: back, auditId }, ...leaveAlone(train, back));
}

const moving = new Set<LegStep['state']>(['sending', 'rolling', 'baking', 'unknown', 'arrived']);

/** The first bad one halts the train and goes back with its group; a second one goes back as well. */
export function decideBad(train: Train, { service, region, reason, takeBack }: CommandOf<'bad'>): TrainDecision {
  if (train.departed === null || train.halted?.rollBack.includes(service) === true) return happens();
  const leg = train.legs.find((one) => isLeg(one, { service, region }));
  if (leg === undefined || !moving.has(leg.step.state)) return happens();
  const back = takeBack ? movedOf(train, groupOf(train, service)) : [];
  const bad: LegStep = { ...leg.step, state: 'bad', text: reason };
  return thenEnded(
    train,
    { type: 'leg', step: bad },
    { type: 'halted', by: 'desk', reason: `${service} in ${region}: ${reason}`, service, rollBack: back, auditId: leg.step.auditId },
    ...leaveAlone(train, back),
  );
}

/** Of these, who has anything to take back. */
function movedOf(train: Train, services: readonly string[]): string[] {
  return services.filter((name) =>
    train.legs.some(({ service, step }) => service === name && step.state !== 'waiting' && step.state !== 'left-alone'),
  );
}

/** Legs nobody will start any more: of passengers that have not left, and of those taken back. */
function leaveAlone(train: Train, back: readonly string[]) {
  const begun = (name: string) => movedOf(train, [name]).length > 0;
  return train.legs
    .filter(({ service, step }) => step.state === 'waiting' && (!begun(service) || back.includes(service)))
    .map(({ step }) => ({
      type: 'leg' as const,
      step: { ...step, state: 'left-alone' as const, text: 'the train was halted before its turn came' },
    }));
}

const settled = new Set<LegStep['state']>(['arrived', 'rolled-back', 'left-alone', 'bad']);

/** What the desk saw of a leg. */
export function decideLeg(train: Train, { step }: CommandOf<'leg'>): TrainDecision {
  const leg = train.legs.find((one) => isLeg(one, step));
  if (train.departed === null || leg === undefined) return refuses(`${step.service} in ${step.region} does not travel with this train.`);
  if (!mayBecome(train, leg, step.state))
    return refuses(`${step.service} in ${step.region} is ${leg.step.state}: it cannot become ${step.state}.`);
  return thenEnded(train, { type: 'leg', step });
}

/** What a leg may become: it starts in its turn, and goes back only where the train takes it back. What was settled stays settled. */
function mayBecome(train: Train, leg: LegNow, next: LegStep['state']): boolean {
  const goesBack = train.halted?.rollBack.includes(leg.service) ?? false;
  switch (leg.step.state) {
    case 'waiting':
      return next === 'sending' && mayStart(train, leg) && (train.halted === null || leg.word !== null);
    case 'left-alone':
    case 'rolled-back':
      return false;
    case 'arrived':
      return goesBack && next === 'rolling-back';
    default:
      // Halted after its turn came and before anything was sent: nothing of it has moved.
      if (next === 'left-alone') return leg.step.state === 'sending' && train.halted !== null && !goesBack;
      if (next === 'waiting') return false;
      if (goesBack) return next === 'rolling-back' || next === 'rolled-back' || next === 'unknown';
      if (next === 'rolling-back' || next === 'rolled-back') return false;
      return next === 'sending' ? leg.step.state === 'sending' : true;
  }
}

/** Before departure the train is gone; a halted one is closed once nothing moves, and what waits in later regions is left alone. */
export function decideCancel(train: Train, { reason }: CommandOf<'cancel'>, { who }: TrainFacts): TrainDecision {
  if (train.departed === null) return happens({ type: 'cancelled', by: who.name, reason });
  if (train.halted === null) return refuses('It has departed: a train under way is halted, not cancelled.');
  const waiting = train.legs.filter(({ step }) => step.state === 'waiting');
  if (waiting.length === 0) return refuses(`${movingText(train)}: it ends by itself once they have settled.`);
  const text = `${who.name} closed the halted train: ${reason}`;
  return thenEnded(train, ...waiting.map(({ step }) => ({ type: 'leg' as const, step: { ...step, state: 'left-alone' as const, text } })));
}

/** `accounts in eu-west is at a pause, search in eu-west moves`. */
function movingText({ legs }: Train): string {
  const open = legs.filter(({ step }) => !settled.has(step.state));
  return open
    .map(({ service, region, step }) => `${service} in ${region} ${step.state === 'baking' ? 'waits for a word' : 'moves'}`)
    .join(', ');
}

/** These events, and the end of the train where every leg has settled with them. */
function thenEnded(train: Train, ...events: TrainEvent[]): TrainDecision {
  const after = events.reduce<Train>((now, event) => evolve(now, event, 0) ?? now, train);
  const goesBack = after.halted?.rollBack ?? [];
  const open = after.legs.some(
    ({ service, step: { state } }) => !settled.has(state) || (goesBack.includes(service) && (state === 'arrived' || state === 'bad')),
  );
  if (open) return happens(...events);
  const back = after.legs.some(({ step }) => step.state === 'rolled-back');
  return happens(...events, { type: 'ended', state: back ? 'rolled-back' : after.halted === null ? 'arrived' : 'halted' });
}
