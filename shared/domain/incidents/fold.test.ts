import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folded } from './fold.ts';
import { pageOf } from './page.ts';
import { exampleFact, exampleIncident, gathered, openedAt } from './testing/example-incident.ts';
import type { TimelineEntry } from './views.ts';

const event = (id: string, after: number, text: string, more: Parameters<typeof exampleFact>[2] = {}) =>
  exampleFact(id, openedAt + after * 1_000, { text: `${text} on Rollout/payments`, precisionMs: 1_000, source: 'kubernetes', ...more });
const entriesOf = (...facts: ReturnType<typeof event>[]) =>
  pageOf(exampleIncident([gathered({ facts })]), openedAt + 600_000).entries.filter(({ source }) => source !== 'desk');

describe('a timeline for reading', () => {
  it('tells what a controller did in one go as one row, with count, first and last', () => {
    const [row, ...more] = folded(
      entriesOf(
        event('e1', 1, 'RolloutStepCompleted'),
        event('e2', 3, 'TrafficWeightUpdated', { detail: 'Traffic weight updated from 5 to 25', tone: 'moving' }),
        event('e3', 3, 'RolloutStepCompleted'),
      ),
    );
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      at: openedAt + 1_000,
      text: 'Traffic weight updated from 5 to 25, and 2 more events of payments within 2 s',
      detail: 'RolloutStepCompleted 2 times, TrafficWeightUpdated',
      tone: 'moving',
    });
  });

  it('leaves alone what is bad, what came later, what is another’s and what a person touched', () => {
    const entries = entriesOf(
      event('e1', 1, 'ScalingReplicaSet'),
      event('e2', 2, 'RolloutAborted', { tone: 'bad' }),
      event('e3', 3, 'ScalingReplicaSet'),
      event('e4', 30, 'ScalingReplicaSet'),
      exampleFact('held', openedAt + 31_000, { source: 'audit' }),
      event('e5', 32, 'ScalingReplicaSet'),
    );
    expect(folded(entries)).toEqual(entries);
    const pinned = entriesOf(event('e1', 1, 'A'), event('e2', 1, 'B')).map(
      (entry): TimelineEntry => ({ ...entry, pinned: entry.id === 'e1' }),
    );
    expect(folded(pinned)).toEqual(pinned);
  });

  it('loses no entry and changes no order, whatever happened', () => {
    const facts = fc.array(
      fc.record({
        after: fc.integer({ min: 0, max: 40 }),
        tone: fc.constantFrom('bad' as const, 'neutral' as const, 'moving' as const),
        source: fc.constantFrom('kubernetes' as const, 'audit' as const),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(facts, (told) => {
        const entries = entriesOf(...told.map(({ after, tone, source }, index) => event(`e${index}`, after, 'A', { tone, source })));
        expect(folded(entries).flatMap((row) => ('folded' in row ? row.folded : [row]))).toEqual(entries);
      }),
    );
  });
});
