import { describe, expect, test } from 'vitest';
import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import { sampleAct, samplePlan } from '../../testing/samples.ts';
import { evidenceOf, resultLook, targetName, targetSpace, verbOf } from './entry-words.ts';

function entry(more: Partial<AuditEntry> = {}): AuditEntry {
  return {
    seq: 2,
    hash: 'b'.repeat(64),
    previousHash: 'a'.repeat(64),
    auditId: 'pair',
    phase: 'outcome',
    at: '2026-11-26T10:13:17.000Z',
    actor: { name: 'm.okafor', source: 'SelfSubjectReview' },
    role: 'operator',
    action: 'rollback.execute',
    target: 'prod-eu-west/shop/Rollout/payments',
    reason: 'errors',
    outcome: 'effective',
    writer: { host: 'desk-1', pid: 1, startedAt: '2026-11-26T08:00:00.000Z' },
    detail: {},
    ...more,
  };
}

describe('how a result reads', () => {
  test.each([
    ['effective', 'healthy', 'effective'],
    ['sent', 'degraded', 'sent, not effective'],
    ['refused', null, 'refused'],
    ['unknown', 'unknown', 'unknown: check'],
  ] as const)('%s', (outcome, state, word) => {
    expect(resultLook(entry({ outcome }), false)).toMatchObject({ state, word });
  });

  test('an intent is neutral while its writer lives, and unknown once it is gone', () => {
    const intent = entry({ phase: 'intent', outcome: null });
    expect(resultLook(intent, false)).toMatchObject({ state: null, word: 'intent' });
    expect(resultLook(intent, true).word).toBe('unknown: check');
  });
});

describe('an effective rollback reads as its sheet does', () => {
  const at = Date.parse('2026-11-26T10:13:17.000Z');
  const written = (traffic: 'waiting' | 'reached' | 'missed', more: object = {}) => {
    const { clock, command } = sampleAct();
    return JSON.parse(
      JSON.stringify({ command, routing: 'routed', clock: { ...clock, traffic: { ...clock.traffic, state: traffic } }, ...more }),
    );
  };
  const outcome = entry({ detail: written('waiting', { trafficSeen: { perSecond: 2, at, windowMs: 60_000 } }) });
  const later = (observed: AuditEntry | null, more: object = {}) => ({ observed, known: true, now: at + 10_000, ...more });
  const seen = (traffic: 'reached' | 'missed', more: object = {}) =>
    entry({ phase: 'observed', outcome: null, detail: written(traffic, more) });

  test('not effective while its traffic is still seen', () => {
    expect(resultLook(outcome, false, later(null))).toMatchObject({ state: 'progressing', word: 'weights are back, traffic still seen' });
  });

  test('effective once the later entry has seen it back', () => {
    expect(resultLook(outcome, false, later(seen('reached')))).toMatchObject({ state: 'healthy', word: 'effective' });
  });

  test('what the later entry missed stays said', () => {
    const missed = seen('missed', { trafficSeen: { perSecond: 2, at, windowMs: 60_000 } });
    expect(resultLook(outcome, false, later(missed))).toMatchObject({ state: 'degraded', word: 'weights are back, traffic still seen' });
  });

  test('when its desk went away before it saw the traffic, nobody saw it', () => {
    const bare = entry({ detail: written('waiting') });
    expect(resultLook(bare, false, later(null, { now: at + 3_600_000 }))).toMatchObject({
      state: 'unknown',
      word: 'weights are back, traffic unknown',
    });
  });

  test('behind a filter that may hide the later entry, only what was proved is said', () => {
    expect(resultLook(outcome, false, later(null, { known: false })).word).toBe('effective in the cluster');
  });
});

test('marks that came after the outcome are no intent', () => {
  expect(resultLook(entry({ phase: 'observed', outcome: null }), false).word).toBe('seen later');
});

test('the headline is the command where the entry holds one', () => {
  expect(verbOf(entry({ detail: { command: { action: 'promote-full' } } }))).toBe('Promote in full of');
  expect(verbOf(entry())).toBe('Rollback of');
});

test('what the desk can draw is drawn, and nothing is made up', () => {
  const json = (value: object) => JSON.parse(JSON.stringify(value));
  const found = evidenceOf(
    entry({ detail: json({ writes: samplePlan().writes, clock: sampleAct().clock, plan: { dial: samplePlan().dial }, later: 1 }) }),
  );
  expect(found.writes).toHaveLength(1);
  expect(found.clock?.accepted.seconds).toBe(0.2);
  expect(found.dial?.requested.percent).toBe(25);
  expect([found.before, found.after]).toEqual([null, null]);
});

test('an outcome that came before the traffic was seen back says so; one that is whole says nothing', () => {
  const clock = sampleAct().clock;
  const of = (traffic: 'waiting' | 'reached' | 'absent', outcome: 'effective' | 'sent' = 'effective') =>
    evidenceOf(
      entry({ outcome, detail: JSON.parse(JSON.stringify({ clock: { ...clock, traffic: { ...clock.traffic, state: traffic } } })) }),
    ).open;
  expect(of('waiting')).toContain('traffic was not seen back yet');
  expect([of('reached'), of('absent'), of('waiting', 'sent')]).toEqual(['', '', '']);
});

test('a target is its name, then where it lives', () => {
  expect([targetName('c/shop/Rollout/payments'), targetSpace('c/shop/Rollout/payments')]).toEqual(['payments', 'shop']);
  expect([targetName('connection'), targetSpace('connection')]).toEqual(['connection', '']);
});
