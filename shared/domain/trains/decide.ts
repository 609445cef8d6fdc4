import { conductorAt } from './conductors.ts';
import type { Change } from './events.ts';
import { type CommandOf, happens, refuses, type TrainCommand, type TrainDecision, type TrainFacts } from './decision.ts';
import { holdAt, stateAt, type Train } from './train.ts';
import { momentIn, zoneOf } from './moments.ts';
import { decideBad, decideCancel, decideDeparture, decideGoOn, decideHalt, decideLeg } from './decide-departure.ts';

/** The one rule that moves a train. The same train, command and facts decide the same. */
export function decide(train: Train, command: TrainCommand, facts: TrainFacts): TrainDecision {
  const over = train.ended;
  if (over !== null) return refuses(`The train has ended: ${over.state}. Nothing can be done to it any more.`);
  switch (command.do) {
    case 'board':
      return decideBoard(train, command, facts);
    case 'leave':
      return decideLeave(train, command, facts);
    case 'freeze':
      return decideFreeze(train, command, facts);
    case 'manifest':
      return train.cut !== null && train.manifest === null
        ? happens({ type: 'manifest', passengers: [...command.passengers] })
        : refuses('The manifest is frozen already.');
    case 'cut':
      return asConductor(train, facts, () => decideCut(train, command, facts));
    case 'hold':
      return asConductor(train, facts, () => decideHold(train, command, facts));
    case 'release':
      return asConductor(train, facts, () => decideRelease(train, command, facts));
    case 'conduct':
      return decideConduct(command, facts);
    case 'depart':
      return asConductor(train, facts, () => decideDeparture(train, command, facts));
    case 'go-on':
      return asConductor(train, facts, () => decideGoOn(train, command, facts));
    case 'halt':
      return decideHalt(train, command, facts);
    case 'bad':
      return decideBad(train, command);
    case 'leg':
      return decideLeg(train, command);
    case 'cancel':
      return asConductor(train, facts, () => decideCancel(train, command, facts));
  }
}

/** Why this person may not conduct this train now; null when they may. */
export function conductObstacle(train: Train, { who, now }: Pick<TrainFacts, 'who' | 'now'>): string | null {
  if (!who.roles.includes('conductor')) return `${who.name} has no role conductor: roles.yaml says who has.`;
  const conductor = conductorOf(train, now);
  if (conductor === null || conductor.name === who.name) return null;
  return `${conductor.name} conducts this train${conductor.until === null ? '' : ` until ${momentIn(train, conductor.until)}`}. Take over first, with a reason.`;
}

/** The one conductor at an instant; null: nobody is named. */
export function conductorOf(train: Train, at: number) {
  return conductorAt(train.plan.rule.conductors, zoneOf(train), train.overrides, at);
}

function asConductor(train: Train, facts: TrainFacts, then: () => TrainDecision): TrainDecision {
  const obstacle = conductObstacle(train, facts);
  return obstacle === null ? then() : refuses(obstacle);
}

/** The cut is an instant: what arrived before it boards, whoever looks and whenever; what arrived at it or after does not. */
function decideBoard(train: Train, { change, byHand, reason }: CommandOf<'board'>, { now, who, elsewhere }: TrainFacts): TrainDecision {
  const { plan } = train;
  const by = byHand ? who.name : 'CI';
  if (byHand && who.roles.length === 0) return refuses(`${who.name} has no role: roles.yaml says who has.`);
  if (!Object.hasOwn(plan.services, change.service)) return refuses(`${change.service} does not ride ${plan.timetable}.`);
  const aboard = train.aboard.find(({ service }) => service === change.service);
  if (aboard !== undefined && sameArtifact(aboard, change)) return refuses(`${change.service} ${change.version} is aboard already.`);
  if (elsewhere !== null) return refuses(`${change.service} ${change.version} travels with ${elsewhere}: nothing is on two trains.`);
  if (!byHand && train.left.includes(change.service)) return refuses(`${change.service} was taken off by hand.`);
  if (train.cut !== null || change.arrivedAt >= plan.cutAt) {
    const text = `${change.service} ${change.version} arrived ${lateness(train, change.arrivedAt)}. It boards ${plan.next} by itself`;
    if (train.turnedAway.some((one) => one.text === text)) return refuses(`${text}.`);
    return happens({ type: 'turned-away', service: change.service, text, next: plan.next, by });
  }
  if (now < plan.boardsAt) return refuses(`Boarding opens ${momentIn(train, plan.boardsAt)}.`);
  return happens({ type: 'boarded', change, by, reason });
}

export function sameArtifact(
  one: Pick<Change, 'service' | 'digest' | 'commit'>,
  other: Pick<Change, 'service' | 'digest' | 'commit'>,
): boolean {
  if (one.service !== other.service) return false;
  return one.digest !== null && other.digest !== null ? one.digest === other.digest : one.commit === other.commit;
}

function lateness(train: Train, arrivedAt: number): string {
  const late = Math.floor((arrivedAt - train.plan.cutAt) / 1_000);
  if (late < 0) return `${momentIn(train, arrivedAt)}, and the conductor had cut the train`;
  return late < 1 ? 'at the cut' : `${momentIn(train, arrivedAt)}, after the cut`;
}

function decideLeave(train: Train, { service, reason }: CommandOf<'leave'>, { who }: TrainFacts): TrainDecision {
  if (who.roles.length === 0) return refuses(`${who.name} has no role: roles.yaml says who has.`);
  if (train.departed !== null) return refuses('It has departed: a passenger under way is halted and rolled back.');
  if (!train.aboard.some((change) => change.service === service)) return refuses(`${service} is not aboard.`);
  return happens({ type: 'left', service, by: who.name, reason, next: train.plan.next });
}

function decideCut(train: Train, { reason }: CommandOf<'cut'>, facts: TrainFacts): TrainDecision {
  const state = stateAt(train, facts.now);
  if (train.cut !== null) return refuses('The train is cut already.');
  if (state === 'scheduled') return refuses(`Boarding opens ${momentIn(train, train.plan.boardsAt)}: there is nothing to cut.`);
  return happens({ type: 'cut', by: facts.who.name, reason, note: '' });
}

/** Whoever looks first after the instant freezes the manifest; the stream's version makes it once. */
function decideFreeze(train: Train, { note }: CommandOf<'freeze'>, { now }: TrainFacts): TrainDecision {
  if (train.cut !== null) return refuses('The train is cut already.');
  if (now < train.plan.cutAt) return refuses(`The cut is ${momentIn(train, train.plan.cutAt)}.`);
  return happens({ type: 'cut', by: 'timetable', reason: 'the timetable', note });
}

/** A hold keeps the departure back, never the cut. It ends by itself. */
function decideHold(train: Train, { until, reason, cost }: CommandOf<'hold'>, { now, who }: TrainFacts): TrainDecision {
  if (train.departed !== null) return refuses('It has departed: halt it to stop what is under way.');
  if (until <= now) return refuses('A hold ends in the future: name when.');
  const { rule, nextCutAt, next } = train.plan;
  const hours = Math.round(((until - now) / 3_600_000) * 10) / 10;
  const away = (why: string) => {
    const text = `Hold of ${hours} h refused: ${why}. ${cost}`;
    return refuses(text, { type: 'turned-away', service: null, text: `${text} Asked by ${who.name}: ${reason}`, next: null, by: who.name });
  };
  if (until - now > rule.holdHours * 3_600_000) return away(`one hold is ${rule.holdHours} h at most`);
  if (until >= nextCutAt) return away(`${next} is cut before it would end`);
  return happens({ type: 'held', by: who.name, until, reason });
}

function decideRelease(train: Train, { reason }: CommandOf<'release'>, { now, who }: TrainFacts): TrainDecision {
  return holdAt(train, now) === null ? refuses('Nothing holds the train.') : happens({ type: 'released', by: who.name, reason });
}

function decideConduct({ until, reason }: CommandOf<'conduct'>, { now, who }: TrainFacts): TrainDecision {
  if (!who.roles.includes('conductor')) return refuses(`${who.name} has no role conductor: roles.yaml says who has.`);
  if (until !== null && until <= now) return refuses('A shift ends in the future: name when.');
  return happens({ type: 'conducted', by: who.name, until, reason });
}
