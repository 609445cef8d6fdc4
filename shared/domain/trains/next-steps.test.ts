import { describe, expect, it } from 'vitest';
import type { TrainEvent } from './events.ts';
import { nextSteps } from './next-steps.ts';
import { departedTrain } from './testing/example-train.ts';
import type { LegState } from './views.ts';

const step = (service: string, region: string, state: LegState, text = ''): TrainEvent => ({
  type: 'leg',
  step: { service, region, state, text, weight: null, auditId: null },
});
const halted: TrainEvent = {
  type: 'halted',
  by: 'desk',
  reason: 'catalog is bad',
  service: 'catalog',
  rollBack: ['catalog'],
  auditId: null,
};
const texts = (events: readonly TrainEvent[]) => nextSteps(departedTrain(events), 'm.okafor').map(({ tone, text }) => `${tone}: ${text}`);

describe('what comes next on a train under way', () => {
  it('names who waits for a word and whose word it is, and who leaves after whom', () => {
    expect(texts([step('payments', 'eu-west', 'baking', 'paused at 5%'), step('catalog', 'eu-west', 'rolling', 'at 20%')])).toEqual([
      'amber: payments in eu-west waits for a word: paused at 5%. Go on (m.okafor), or take payments and checkout back together (anybody).',
      'note: payments in us-east leaves once payments in eu-west has arrived.',
      'note: checkout in eu-west leaves once payments has arrived.',
    ]);
  });

  it('on a halted train says who still moves by itself, and how to stop that', () => {
    const said = texts([
      step('payments', 'eu-west', 'rolling', 'paused at 50%, goes on by itself'),
      step('catalog', 'eu-west', 'rolling-back'),
      halted,
    ]);
    expect(said[0]).toBe(
      'amber: payments in eu-west still moves: paused at 50%, goes on by itself. Its controller goes on by itself through timed steps: the halt does not stop that. Pause it on its own page, or take payments and checkout back together (anybody).',
    );
  });

  it('on a halted train with nothing moving names the word that sends it on, and the one that closes it', () => {
    const said = texts([
      step('payments', 'eu-west', 'arrived'),
      step('checkout', 'eu-west', 'left-alone'),
      step('catalog', 'eu-west', 'rolled-back'),
      halted,
    ]);
    expect(said).toEqual([
      'note: payments in us-east leaves at a word: Go on (m.okafor).',
      'note: Close it (m.okafor) to leave what waits where it is.',
    ]);
  });

  it('is silent before departure and after the end', () => {
    expect(texts([step('payments', 'eu-west', 'baking'), { type: 'ended', state: 'arrived' }])).toEqual([]);
  });
});
