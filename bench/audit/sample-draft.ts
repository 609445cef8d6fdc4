import type { AuditDraft } from '#shared/domain/audit/entry.ts';

/** A rollback as the desk records it, about 900 bytes on disk: even numbers are intents, odd ones their outcomes. */
export function sampleDraft(number: number): AuditDraft {
  const intent = number % 2 === 0;
  return {
    auditId: `01KAQ0000000${String(number >> 1).padStart(14, '0')}`,
    phase: intent ? 'intent' : 'outcome',
    at: new Date(Date.UTC(2026, 0, 1) + number * 997).toISOString(),
    actor: { name: 'anna@example.org', source: 'SelfSubjectReview' },
    role: 'conductor',
    action: 'rollback.execute',
    target: 'prod-eu/shop/Rollout/checkout',
    reason: 'error rate 4.2 % at the 20 % step – zurück',
    outcome: intent ? null : 'effective',
    writer: { host: 'desk-1', pid: 4242, startedAt: '2026-01-01T00:00:00.000Z' },
    detail: {
      lever: 'abort',
      basis: { uid: '6f1c7f0e-54f2-4a2c-9a54-0c3f3f3d4b9a', podHash: '7d9f8b6c5', stableHash: '6c5d4b3a2', templateHash: 'a1b2c3d4' },
      seen: { requested: 20, accepted: 20, observed: 19.4, agesSeconds: [0.4, 1.2, 3.1] },
      writes: [
        {
          method: 'PATCH',
          path: '/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/checkout/status',
          type: 'application/merge-patch+json',
          body: { status: { abort: true } },
        },
      ],
    },
  };
}
