import { describe, expect, test } from 'vitest';
import { errorKinds, type ErrorKind } from '#shared/contract/result.ts';
import { exitOfAct, exitOfFailure, stateOfFailure } from './exit-codes.ts';

const expected: Record<ErrorKind, number> = {
  unreachable: 4,
  unauthenticated: 2,
  forbidden: 2,
  'refused-by-policy': 2,
  'approval-needed': 2,
  conflict: 1,
  stale: 2,
  'not-found': 1,
  invalid: 1,
  'rate-limited': 4,
  unsupported: 1,
  storage: 1,
  cancelled: 130,
  internal: 70,
};

describe('what a script reads from $?', () => {
  test.each(errorKinds.map((kind) => [kind, expected[kind]] as const))('%s ends with %d', (kind, code) => {
    expect(exitOfFailure({ kind, message: '' })).toBe(code);
  });

  test.each(['context', 'kubeconfig', 'reason', 'timeoutSeconds', 'name'])(
    'bad input in %s, which a person typed, ends with 64',
    (field) => {
      expect(exitOfFailure({ kind: 'invalid', message: '', field })).toBe(64);
    },
  );

  test.each([
    ['effective', 0],
    ['failed', 1],
    ['refused', 2],
    ['sent', 3],
    ['running', 3],
    ['unreachable', 4],
  ] as const)('an act that is %s ends with %d', (state, code) => {
    expect(exitOfAct({ state, error: null })).toBe(code);
  });

  test('an act that a bug of ours stopped ends with 70', () => {
    expect(exitOfAct({ state: 'failed', error: { kind: 'internal', message: '' } })).toBe(70);
  });

  test.each([
    ['forbidden', 'refused'],
    ['unreachable', 'unreachable'],
    ['not-found', 'failed'],
    ['internal', 'failed'],
  ] as const)('%s is the state %s', (kind, state) => {
    expect(stateOfFailure({ kind, message: '' })).toBe(state);
  });
});
