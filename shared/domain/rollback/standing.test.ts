import { describe, expect, test } from 'vitest';
import type { Act, Mark } from './execution.ts';
import { standingOf, standingWord, trafficSeenText } from './standing.ts';

const mark = (state: Mark['state']): Mark => ({ state, at: null, seconds: null, predictedSeconds: null, proof: '' });

function act(traffic: Mark['state'], more: Partial<Act> = {}): Act {
  return {
    auditId: 'a',
    planId: null,
    target: { context: 'prod', namespace: 'shop', kind: 'Rollout', name: 'payments' },
    command: { action: 'abort' },
    state: 'effective',
    reason: '',
    actor: { name: 'm', source: 'SelfSubjectReview' },
    clock: { held: mark('reached'), accepted: mark('reached'), weight: mark('reached'), traffic: mark(traffic), normal: mark('waiting') },
    missing: '',
    error: null,
    sent: 1,
    left: [],
    ...more,
  };
}

const seen = { perSecond: 2.04, at: 1_000 };

describe('a rollback is called effective', () => {
  test('once metrics count no request on the version taken back', () => {
    expect(standingWord(act('reached'))).toBe('Effective');
  });

  test('without metrics, as soon as the cluster is read back', () => {
    expect(standingWord(act('absent'))).toBe('Effective');
  });

  test('never while traffic on it was still seen', () => {
    expect(standingWord(act('waiting', { trafficSeen: seen }))).toBe('Weights are back, traffic still seen');
    expect(standingWord(act('missed', { trafficSeen: seen }))).toBe('Weights are back, traffic still seen');
  });

  test('never before its traffic was read', () => {
    expect(standingWord(act('waiting'))).toBe('Weights are back, traffic not read yet');
    expect(standingWord(act('missed'))).toBe('Weights are back, traffic unknown');
  });
});

test.each(['waiting', 'running', 'sent', 'refused', 'failed', 'unreachable'] as const)('%s has a word of its own', (state) => {
  expect(standingOf(act('waiting', { state }))).toBeNull();
});

test('an action that takes nothing back has no traffic to wait for', () => {
  expect(standingOf(act('waiting', { command: { action: 'promote' } }))).toBeNull();
});

test('the figure is said with its version, and a trickle is not rounded to nothing', () => {
  expect(trafficSeenText({ trafficSeen: seen }, '2.14.0')).toBe('2.0 requests/s on 2.14.0');
  expect(trafficSeenText({ trafficSeen: { perSecond: 0.02, at: 0 } }, '2.14.0')).toBe('under 0.1 requests/s on 2.14.0');
  expect(trafficSeenText({}, '2.14.0')).toBeNull();
});
