import { describe, expect, test } from 'vitest';
import type { Act, Mark } from './execution.ts';
import { sentAgainText, standingOf, standingWord, trafficSeenText } from './standing.ts';

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

describe('the figure', () => {
  const text = (more: Partial<Act>) => trafficSeenText(act('waiting', more), '2.14.0');

  test('is said with its version, and a trickle is not rounded to nothing', () => {
    expect(text({ trafficSeen: seen })).toBe('2.0 requests/s on 2.14.0');
    expect(text({ trafficSeen: { perSecond: 0.02, at: 0 } })).toBe('under 0.1 requests/s on 2.14.0');
    expect(text({})).toBeNull();
  });

  test('is an average: it says over how long, and while it holds what was before the hold, that too', () => {
    const { clock } = act('waiting');
    const heldAt = (at: number): Partial<Act> => ({
      trafficSeen: { perSecond: 22.4, at: 100_000, windowMs: 60_000 },
      clock: { ...clock, held: { ...clock.held, at } },
    });
    expect(text(heldAt(90_000))).toBe('22.4 requests/s on 2.14.0, averaged over 1 m, part of it before the hold');
    expect(text(heldAt(30_000))).toBe('22.4 requests/s on 2.14.0, averaged over 1 m');
  });
});

describe('more than one request', () => {
  test('has its cause: a template nobody pushed is not named', () => {
    expect(sentAgainText(act('waiting', { sent: 2, again: ['unseen'] }))).toBe(
      'The controller had not acted on it for a second: its status was touched, so that it looks again. Nothing else was asked for.',
    );
    expect(sentAgainText(act('waiting', { sent: 3, again: ['cleared', 'cleared'] }))).toBe(
      'A newer template had cleared the abort: it was sent again, 2 times.',
    );
    expect(sentAgainText(act('waiting'))).toBe('');
  });
});

test('a rollout whose pods are its traffic has no weights to be back', () => {
  expect(standingWord(act('waiting', { routing: 'pods' }))).toBe('The cluster is back, traffic not read yet');
});
