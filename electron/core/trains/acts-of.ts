import { decide, conductObstacle } from '#shared/domain/trains/decide.ts';
import { departureObstacles } from '#shared/domain/trains/decide-departure.ts';
import type { TrainCommand, TrainFacts } from '#shared/domain/trains/decision.ts';
import type { Train } from '#shared/domain/trains/train.ts';
import type { TrainPage } from '#shared/domain/trains/views.ts';

const words = 'why';

/** What this person may do now: each is tried on the rule itself, so that a button and its refusal never disagree. */
export function actsOf(train: Train, facts: TrainFacts): TrainPage['acts'] {
  const tried = (act: string, command: TrainCommand) => {
    const { refusal } = decide(train, command, facts);
    return { act, enabled: refusal === null, reason: refusal?.message ?? '' };
  };
  const [service = ''] = train.aboard.map((change) => change.service);
  const baking = train.legs.find(({ step, word }) => step.state === 'baking' && word === null) ?? train.legs[0];
  const depart = conductObstacle(train, facts) ?? departureObstacles(train, facts)[0] ?? '';
  return [
    boardAct(train, facts),
    service === ''
      ? { act: 'leave', enabled: false, reason: 'Nobody is aboard.' }
      : tried('leave', { do: 'leave', service, reason: words }),
    tried('cut', { do: 'cut', reason: words }),
    tried('hold', { do: 'hold', until: Math.min(facts.now + 60_000, train.plan.nextCutAt - 1), reason: words, cost: '' }),
    tried('release', { do: 'release', reason: words }),
    tried('conduct', { do: 'conduct', until: null, reason: words }),
    {
      act: 'depart',
      enabled: train.ended === null && depart === '',
      reason: train.ended === null ? depart : `The train has ended: ${train.ended.state}.`,
    },
    baking === undefined
      ? { act: 'goOn', enabled: false, reason: 'It has not departed.' }
      : tried('goOn', { do: 'go-on', service: baking.service, region: baking.region, reason: words, auditId: '' }),
    takeBackAct(train, facts),
    tried('halt', { do: 'halt', rollBack: null, reason: words, auditId: '' }),
    tried('cancel', { do: 'cancel', reason: words }),
  ];
}

/** Of a train that departed: any passenger that has moved can be taken back, halted or not. */
function takeBackAct(train: Train, facts: TrainFacts) {
  const act = 'takeBack';
  const services = [...new Set(train.legs.map(({ service }) => service))];
  const tries = services.map((service) => decide(train, { do: 'halt', rollBack: service, reason: words, auditId: '' }, facts).refusal);
  const [first = null] = tries;
  if (tries.length === 0) return { act, enabled: false, reason: 'It has not departed.' };
  return tries.includes(null) ? { act, enabled: true, reason: '' } : { act, enabled: false, reason: first?.message ?? '' };
}

function boardAct(train: Train, { who, now }: TrainFacts) {
  const act = 'board';
  if (train.ended !== null) return { act, enabled: false, reason: `The train has ended: ${train.ended.state}.` };
  if (who.roles.length === 0) return { act, enabled: false, reason: `${who.name} has no role: roles.yaml says who has.` };
  if (train.cut !== null || now >= train.plan.cutAt)
    return { act, enabled: true, reason: `It is cut: what is put aboard now rides ${train.plan.next}.` };
  if (now < train.plan.boardsAt) return { act, enabled: false, reason: 'Boarding has not opened.' };
  return { act, enabled: true, reason: '' };
}
