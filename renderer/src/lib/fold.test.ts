import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LiveMessage } from '#shared/contract/procedure.ts';
import { emptyLive, foldLive, type LiveState } from './fold.ts';

const patch = (set: [string, number][], removed: string[] = [], at = 2): LiveMessage<number> => ({ type: 'patch', at, set, removed });
const snapshot = (items: [string, number][], at = 1): LiveMessage<number> => ({ type: 'snapshot', at, items });
const entries = (state: LiveState<number>) => [...state.items].sort();

describe('folding live messages', () => {
  test('a snapshot replaces, a patch sets and removes', () => {
    const state = foldLive(emptyLive<number>(), [
      snapshot([
        ['a', 1],
        ['b', 2],
      ]),
      patch(
        [
          ['b', 3],
          ['c', 4],
        ],
        ['a'],
      ),
    ]);
    expect(entries(state)).toEqual([
      ['b', 3],
      ['c', 4],
    ]);
    expect(foldLive(state, [snapshot([['z', 9]])]).items).toEqual(new Map([['z', 9]]));
  });

  test('a heartbeat keeps the very same map, and moves the time', () => {
    const state = foldLive(emptyLive<number>(), [snapshot([['a', 1]])]);
    const after = foldLive(state, [patch([], [], 9)]);
    expect(after.items).toBe(state.items);
    expect(after.at).toBe(9);
  });

  test('what was folded before is never touched', () => {
    const state = foldLive(emptyLive<number>(), [snapshot([['a', 1]])]);
    foldLive(state, [patch([['a', 2]])]);
    expect(entries(state)).toEqual([['a', 1]]);
  });

  test('a key removed and set in one patch is there', () => {
    expect(entries(foldLive(emptyLive<number>(), [patch([['a', 2]], ['a'])]))).toEqual([['a', 2]]);
  });
});

const key = fc.constantFrom('a', 'b', 'c', 'd');
const message = fc.oneof(
  fc.array(fc.tuple(key, fc.integer()), { maxLength: 4 }).map((items) => snapshot(items)),
  fc
    .tuple(fc.array(fc.tuple(key, fc.integer()), { maxLength: 4 }), fc.array(key, { maxLength: 3 }))
    .map(([set, removed]) => patch(set, removed)),
);

property.prop([fc.array(message, { maxLength: 12 }), fc.nat(12)])(
  'batched per frame or one by one, the end is the same',
  (messages, cut) => {
    const whole = foldLive(emptyLive<number>(), messages);
    const parts = foldLive(foldLive(emptyLive<number>(), messages.slice(0, cut)), messages.slice(cut));
    expect(entries(parts)).toEqual(entries(whole));
  },
);
