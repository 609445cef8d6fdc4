import type { Target } from '../rollouts/target.ts';
import type { TrainEvent } from '../trains/events.ts';
import type { Happened } from '../trains/train.ts';
import { emptyFact, type Fact } from './fact.ts';
import type { TimelineEntry } from './views.ts';

interface Said {
  readonly text: string;
  readonly tone: TimelineEntry['tone'];
  readonly who: string;
  readonly target: Target | null;
  readonly detail: string | null;
}

/**
 * What a train did by itself, as its record tells it: the cut, the moves of its legs, a halt, its end. What people did to it is in
 * the audit log and told from there.
 */
export function trainFacts(train: string, happened: readonly Happened[], isAbout: (target: Target) => boolean): Fact[] {
  const legs = happened.flatMap(({ event }) => (event.type === 'departed' ? event.legs : []));
  return happened.flatMap(({ at, event }, index): Fact[] => {
    const leg =
      event.type === 'leg' ? legs.find(({ service, region }) => service === event.step.service && region === event.step.region) : undefined;
    const said = wordsOf(train, event, leg?.target ?? null);
    if (said === null || (said.target !== null && !isAbout(said.target))) return [];
    return [{ ...emptyFact, id: `train:${train}:${index}`, at, source: 'train', ...said }];
  });
}

function wordsOf(train: string, event: TrainEvent, target: Target | null): Said | null {
  const desk = { who: 'desk', target: null, detail: null };
  switch (event.type) {
    case 'cut':
      return { ...desk, who: event.by, text: `Train ${train} cut`, tone: 'neutral', detail: event.note === '' ? null : event.note };
    case 'departed':
      return { ...desk, who: event.by, text: `Train ${train} departed`, tone: 'moving', detail: event.decision };
    case 'leg': {
      const { service, region, state, text } = event.step;
      const tone = state === 'bad' || state === 'unknown' ? 'bad' : state === 'arrived' || state === 'rolled-back' ? 'good' : 'moving';
      return { ...desk, target, text: `${service} in ${region}: ${text}`, tone, detail: `train ${train}, ${state}` };
    }
    case 'halted': {
      const back = event.rollBack.length === 0 ? null : `taken back: ${event.rollBack.join(', ')}`;
      return { ...desk, who: event.by, text: `Train ${train} halted: ${event.reason}`, tone: 'bad', detail: back };
    }
    case 'ended':
      return { ...desk, text: `Train ${train} ended: ${event.state}`, tone: event.state === 'arrived' ? 'good' : 'bad' };
    default:
      return null;
  }
}
