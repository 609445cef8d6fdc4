import { describe, expect, it } from 'vitest';
import { sampleTrain } from '../../testing/train-sample.ts';
import { boardOrder, nextInstant, shortDigest } from './train-words.ts';

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
