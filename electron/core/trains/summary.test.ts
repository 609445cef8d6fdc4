import { describe, expect, it } from 'vitest';
import { departedTrain, exampleChange, manifestedOf, trainFrom } from '#shared/domain/trains/testing/example-train.ts';
import { summaryOf } from './summary.ts';

const cutByHand = Date.parse('2026-11-24T11:58:36Z');
const change = exampleChange('catalog', 1);
const deciding = (by: string) =>
  trainFrom(
    [
      { type: 'boarded', change, by: 'CI', reason: '' },
      { type: 'cut', by, reason: '', note: '' },
      { type: 'manifest', passengers: [manifestedOf(change)] },
    ],
    cutByHand,
  );

describe('a line of the board', () => {
  it('says what the checklist says, word for word, and asks for nobody while a go holds and it is not due', () => {
    const go = { state: 'go', sentence: 'Go', detail: '' } as const;
    expect(summaryOf(deciding('m.okafor'), cutByHand, go)).toMatchObject({
      standing: go,
      sentence: 'Go. Waits for the word to depart; departs 26 Nov 10:30',
      needsHuman: 0,
    });
    const stops = { state: 'cannot-go', sentence: 'Cannot go yet', detail: '1 check stops it' } as const;
    expect(summaryOf(deciding('m.okafor'), cutByHand, stops)).toMatchObject({
      sentence: 'Cannot go yet: 1 check stops it; departs 26 Nov 10:30',
      needsHuman: 1,
    });
  });

  it('needs a person again once a train with a go is due', () => {
    const train = deciding('m.okafor');
    const go = { state: 'go', sentence: 'Go', detail: '' } as const;
    expect(summaryOf(train, train.plan.departsAt, go).needsHuman).toBe(1);
  });

  it('tells when it was cut and when it left, beside the plan; the timetable’s own cut is its instant, whoever looked late', () => {
    const { plan } = deciding('m.okafor');
    expect(summaryOf(deciding('m.okafor'), cutByHand)).toMatchObject({ cutAt: plan.cutAt, wasCutAt: cutByHand, departedAt: null });
    expect(summaryOf(deciding('timetable'), cutByHand).wasCutAt).toBe(plan.cutAt);
    expect(summaryOf(departedTrain(), 0)).toMatchObject({ departsAt: plan.departsAt, departedAt: Date.parse('2026-11-26T10:00:00Z') });
    expect(summaryOf(departedTrain(), 0).standing).toBeNull();
  });
});
