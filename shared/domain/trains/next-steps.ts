import { listText } from '../rollouts/words.ts';
import { groupOf } from './decide-departure.ts';
import type { LegNow, Train } from './train.ts';
import type { TrainNote } from './views.ts';

const onItsWay = new Set<LegNow['step']['state']>(['sending', 'rolling']);

/** Of a train that has departed: who waits for a word, what moves on by itself and how to stop it, who waits for whom. */
export function nextSteps(train: Train, conductor: string | null): TrainNote[] {
  if (train.departed === null || train.ended !== null) return [];
  const { legs, halted } = train;
  const goesBack = ({ service }: LegNow) => halted?.rollBack.includes(service) ?? false;
  const place = ({ service, region }: LegNow) => `${service} in ${region}`;
  const whoGoesOn = conductor === null ? 'whoever has the role conductor' : conductor;
  const back = ({ service }: LegNow) => {
    const group = groupOf(train, service);
    return group.length > 1 ? `${listText(group)} back together` : `${service} back`;
  };
  const waits = legs.filter((leg) => leg.step.state === 'baking' && leg.word === null && !goesBack(leg));
  const unseen = legs.filter(({ step }) => step.state === 'unknown');
  const moves = legs.filter((leg) => onItsWay.has(leg.step.state) && !goesBack(leg));
  const later = legs.filter((leg) => leg.step.state === 'waiting');
  return [
    ...waits.map((leg) =>
      note('amber', `${place(leg)} waits for a word: ${leg.step.text}. Go on (${whoGoesOn}), or take ${back(leg)} (anybody).`),
    ),
    ...unseen.map((leg) => note('amber', `${place(leg)} cannot be seen: ${leg.step.text}. Look at its cluster.`)),
    ...(halted === null ? [] : moves.map((leg) => note('amber', movesOn(leg, place(leg), back(leg))))),
    ...later.map((leg) => note('note', laterText(train, leg, place(leg), whoGoesOn))),
    ...(halted !== null && later.length > 0 && waits.length + moves.length + unseen.length === 0
      ? [note('note', `Close it (${whoGoesOn}) to leave what waits where it is.`)]
      : []),
  ];
}

/** A halt promotes nothing further; what the controller does at its own timed steps, it goes on doing. */
function movesOn({ step, target }: LegNow, place: string, back: string): string {
  const how =
    target.kind === 'Rollout'
      ? 'Its controller goes on by itself through timed steps: the halt does not stop that. Pause it on its own page'
      : 'Its Deployment goes on by itself: the halt does not stop that. Let it arrive';
  return `${place} still moves: ${step.text}. ${how}, or take ${back} (anybody).`;
}

function laterText(train: Train, leg: LegNow, place: string, who: string): string {
  const own = train.legs.filter(({ service }) => service === leg.service);
  const before = own.slice(0, own.indexOf(leg)).filter(({ step }) => step.state !== 'arrived');
  const needs = train.plan.services[leg.service]?.needs ?? [];
  const needed = needs.filter((name) => train.legs.some(({ service, step }) => service === name && step.state !== 'arrived'));
  const awaited = [...needed, ...before.map(({ region }) => `${leg.service} in ${region}`)];
  if (awaited.length > 0) return `${place} leaves once ${listText(awaited)} ${awaited.length === 1 ? 'has' : 'have'} arrived.`;
  return train.halted === null ? `${place} leaves next.` : `${place} leaves at a word: Go on (${who}).`;
}

function note(tone: TrainNote['tone'], text: string): TrainNote {
  return { tone, text };
}
