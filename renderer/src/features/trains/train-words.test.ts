import { describe, expect, it } from 'vitest';
import { sampleTrain } from '../../testing/train-sample.ts';
import { badgeOf, boardOrder, nextInstant, nextWaits, plannedText, shortDigest } from './train-words.ts';

const train = sampleTrain();

describe('a train in words', () => {
  it('waits for boarding, then for its cut, then for its departure, then for nothing', () => {
    expect(nextInstant({ ...train, state: 'scheduled' })).toEqual({ at: train.boardsAt, says: 'to boarding' });
    expect(nextInstant({ ...train, state: 'boarding' })).toEqual({ at: train.cutAt, says: 'to the cut' });
    expect(nextInstant({ ...train, state: 'deciding' })).toEqual({ at: train.departsAt, says: 'to departure' });
    expect(nextInstant({ ...train, state: 'arrived' })).toBeNull();
  });

  it('trains with something before them come first, the soonest cut before the later', () => {
    const ended = { ...train, id: 'old', endedAt: 5 };
    const older = { ...train, id: 'older', endedAt: 3 };
    const later = { ...train, id: 'later', cutAt: train.cutAt + 1 };
    expect(boardOrder([older, later, ended, train]).map(({ id }) => id)).toEqual([train.id, 'later', 'old', 'older']);
  });

  it('a missing digest is said, not left empty', () => {
    expect(shortDigest(`sha256:${'ab'.repeat(32)}`)).toBe('abababab');
    expect(shortDigest(null)).toBe('no digest');
  });
});

describe('what the board says', () => {
  const summary = sampleTrain();

  it('is the checklist’s word while it is decided', () => {
    const go = { state: 'go', sentence: 'Go', detail: '' } as const;
    expect(badgeOf({ ...summary, standing: go })).toEqual(['healthy', 'Go']);
    expect(badgeOf(summary)).toEqual(['paused', 'Deciding']);
    expect(badgeOf({ state: 'halted', standing: null })).toEqual(['degraded', 'Halted']);
  });

  it('puts the plan beside what happened where they differ', () => {
    expect(plannedText(10_000, 5_000, String)).toBe(', planned 10000');
    expect(plannedText(10_000, 9_500, String)).toBe('');
    expect(plannedText(10_000, null, String)).toBe('');
  });

  it('lets a halted train’s next region go on at a word, once the one before has arrived', () => {
    const [first] = summary.passengers;
    if (first === undefined) throw new Error('the sample has passengers');
    const [eu, us] = first.legs;
    if (eu === undefined || us === undefined) throw new Error('in two regions');
    const legs = [{ ...eu, state: 'arrived' as const }, us];
    expect(nextWaits({ legs }, us.region, 'halted')).toBe(true);
    expect(nextWaits({ legs }, us.region, 'rolling')).toBe(false);
    expect(nextWaits({ legs }, eu.region, 'halted')).toBe(false);
    expect(nextWaits(first, us.region, 'halted')).toBe(false);
  });
});
