import { ok, type Result } from '#shared/contract/result.ts';
import type { Leg, TrainPage } from '#shared/domain/trains/views.ts';
import { exitCodes } from '../exit-codes.ts';
import { legLine } from '../output/train-sheet.ts';
import type { DeskScene, DeskVerb } from '../scene.ts';
import { answered, noService, trainOf } from './trains.ts';

/**
 * `rcc trains depart|go-on|halt TRAIN`: says it, then follows the train until nothing of it moves: it has ended, or waits for a
 * word. Where no other desk drives it this command does, for as long as it follows.
 */
export const driveVerb: DeskVerb = async (scene) => {
  const said = await say(scene);
  if (!said.ok) return said;
  const last = await follow(scene, said.value);
  const shown = await answered(scene, ok(last));
  const stopped = last.state === 'halted' || last.state === 'rolled-back';
  return shown.ok && stopped && scene.invocation.verb === 'trains depart' ? ok(exitCodes.failed) : shown;
};

async function say(scene: DeskScene): Promise<Result<TrainPage>> {
  const { client, invocation, signal } = scene;
  const { reason, service, region, rollBack } = invocation.options;
  const asked = { train: trainOf(scene), reason: reason ?? '' };
  switch (invocation.verb) {
    case 'trains go-on':
      return service === null ? noService() : client.trains.goOn({ ...asked, service, region }, { signal });
    case 'trains halt':
      return client.trains.halt({ ...asked, rollBack }, { signal });
    default:
      return client.trains.depart(asked, { signal });
  }
}

async function follow({ client, terminal, signal, invocation }: DeskScene, first: TrainPage): Promise<TrainPage> {
  const told = new Map<string, string>();
  let page = first;
  const back = invocation.verb === 'trains halt' ? invocation.options.rollBack : null;
  if (isQuiet(page, back)) return page;
  for await (const message of await client.trains.watchOne({ train: first.id }, { signal })) {
    const [entry] = message.type === 'snapshot' ? message.items : message.set;
    if (entry === undefined) continue;
    page = entry[1];
    for (const { service, legs } of page.passengers)
      for (const leg of legs.filter(({ state }) => state !== 'waiting')) {
        const line = legLine(service, leg);
        const key = `${service} ${leg.region}`;
        if (told.get(key) !== line) terminal.note(line);
        told.set(key, line);
      }
    if (isQuiet(page, back) || signal.aborted) break;
  }
  return page;
}

/** A passenger whose turn has come: the desk that drives is about to start it. */
function isNext({ needs, legs }: TrainPage['passengers'][number], all: TrainPage['passengers']): boolean {
  const next = legs.findIndex(({ state }) => state !== 'arrived');
  if (legs[next]?.state !== 'waiting') return false;
  return !all.some((other) => needs.includes(other.service) && other.legs.some(({ state }) => state !== 'arrived'));
}

const moving: readonly Leg['state'][] = ['sending', 'rolling', 'rolling-back'];
const taken: readonly Leg['state'][] = ['rolled-back', 'left-alone', 'unknown'];

const freshBadMs = 6_000;

/** Nothing moves by itself any more: it ended, or every leg that could move waits for a person or for one that does. */
function isQuiet({ endedAt, state, passengers, at }: TrainPage, back: string | null): boolean {
  if (endedAt !== null) return true;
  if (state !== 'rolling' && state !== 'halted') return false;
  const legs = passengers.flatMap((passenger) => passenger.legs);
  const goesBack = passengers.find(({ service }) => service === back)?.legs.some((leg) => !taken.includes(leg.state)) ?? false;
  if (goesBack) return false;
  // One that has just gone bad is about to be taken back, and its group with it.
  if (legs.some((leg) => leg.state === 'bad' && (leg.since ?? 0) > at - freshBadMs)) return false;
  if (state === 'rolling' && passengers.some((passenger) => isNext(passenger, passengers))) return false;
  const given = legs.some((leg) => leg.state === 'baking' && leg.text.endsWith('gave the word'));
  return !given && !legs.some((leg) => moving.includes(leg.state)) && (state === 'halted' || legs.some((leg) => leg.state === 'baking'));
}
