import { describe, expect, test } from 'vitest';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import { exampleNow } from '#shared/domain/rollouts/testing/example-workload.ts';
import type { AttentionView } from '#shared/domain/rollouts/views.ts';
import { samplePage, sampleRow } from '../../../testing/samples.ts';
import { createBadWatch, rollbacksEnded } from './notices.ts';

const well: Partial<AttentionView> = { group: 'moving', state: 'progressing', sentence: 'Next step in 6 m.' };
const degraded: Partial<AttentionView> = { group: 'needs-a-human', state: 'degraded', sentence: '40% of payments fail.' };
const aborted: Partial<AttentionView> = { group: 'needs-a-human', state: 'aborted' };
const silent: Partial<AttentionView> = { group: 'silent', state: 'stale' };
const waits: Partial<AttentionView> = { group: 'needs-a-human', state: 'paused' };

function look(attention: Partial<AttentionView>): ReadonlyMap<string, RolloutRow> {
  const row = sampleRow(samplePage(), exampleNow);
  return new Map([['key', { ...row, attention: { ...row.attention, ...attention } }]]);
}

describe('what turned bad', () => {
  /** Looks a second apart, each state for as many seconds. */
  function seen(...states: readonly (readonly [Partial<AttentionView>, number])[]) {
    const watch = createBadWatch();
    let now = exampleNow;
    return states.flatMap(([attention, seconds]) =>
      Array.from({ length: seconds }, () => {
        now += 1_000;
        return watch(look(attention), now);
      }).flat(),
    );
  }

  test.each([
    [
      'from moving to degraded',
      [
        [well, 3],
        [degraded, 20],
      ],
      1,
    ],
    ['bad at the first look', [[degraded, 20]], 0],
    [
      'from bad to worse',
      [
        [degraded, 10],
        [aborted, 20],
      ],
      0,
    ],
    [
      'bad, well and bad again',
      [
        [degraded, 10],
        [well, 1],
        [degraded, 10],
      ],
      1,
    ],
    [
      'turned bad twice',
      [
        [well, 1],
        [degraded, 10],
        [well, 1],
        [degraded, 10],
      ],
      2,
    ],
    [
      'bad for a moment, as a controller works',
      [
        [well, 1],
        [degraded, 4],
        [well, 20],
      ],
      0,
    ],
    [
      'degraded, then aborted before it settled',
      [
        [well, 1],
        [degraded, 3],
        [aborted, 10],
      ],
      1,
    ],
    [
      'waits for a person',
      [
        [well, 1],
        [waits, 20],
      ],
      0,
    ],
    [
      'waited for a person, then degraded',
      [
        [waits, 5],
        [degraded, 10],
      ],
      1,
    ],
    [
      'silent, then bad',
      [
        [well, 1],
        [silent, 30],
        [degraded, 10],
      ],
      1,
    ],
    [
      'bad, silent and still bad',
      [
        [degraded, 10],
        [silent, 30],
        [degraded, 10],
      ],
      0,
    ],
    [
      'silent from the start, then bad',
      [
        [silent, 5],
        [degraded, 10],
      ],
      0,
    ],
  ] as const)('%s', (_what, states, count) => {
    expect(seen(...states)).toHaveLength(count);
  });

  test('says who, what and where, and leads there', () => {
    expect(seen([well, 1], [degraded, 10])).toEqual([
      {
        key: 'key',
        aborted: false,
        tone: 'bad',
        title: 'payments is degraded',
        body: '40% of payments fail. prod-eu-west / shop',
        route: '#/rollouts/prod-eu-west/shop/Rollout/payments',
        where: 'prod-eu-west / shop',
        about: ['key'],
      },
    ]);
  });
});

describe('rollbacks that ended', () => {
  const entry = (more: Partial<AuditEntry>): AuditEntry => ({
    seq: 7,
    hash: 'b'.repeat(64),
    previousHash: 'a'.repeat(64),
    auditId: 'act',
    phase: 'outcome',
    at: '2026-11-26T10:13:17.000Z',
    actor: { name: 'm.okafor', source: 'SelfSubjectReview' },
    role: 'operator',
    action: 'rollback.execute',
    target: 'arn%3Aaws/shop/Rollout/payments',
    reason: '40% fail',
    outcome: 'effective',
    writer: { host: 'desk-1', pid: 1, startedAt: '' },
    detail: {},
    ...more,
  });

  test('are said with their end, whatever it was', () => {
    expect(rollbacksEnded([entry({}), entry({ outcome: 'sent' })]).map(({ title }) => title)).toEqual([
      'Rollback of payments: effective',
      'Rollback of payments: sent, not effective',
    ]);
    expect(rollbacksEnded([entry({})])[0]?.route).toBe('#/rollouts/arn%3Aaws/shop/Rollout/payments');
  });

  test('an intent, a refusal, another act: none of them is one', () => {
    expect(
      rollbacksEnded([entry({ phase: 'intent', outcome: null }), entry({ outcome: 'refused' }), entry({ action: 'rollouts.act' })]),
    ).toEqual([]);
  });
});
