import type { AuditHead } from '#shared/contract/audit.ts';
import type { Connection, ConnectionStatus } from '#shared/contract/connections.ts';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import type { Act } from '#shared/domain/rollback/execution.ts';
import { exampleNow as now, exampleVersion } from '#shared/domain/rollouts/testing/example-workload.ts';
import { targetKey } from '#shared/domain/rollouts/target.ts';
import { sampleErrors } from '../../testing/health-sample.ts';
import { sampleAct, sampleDial, sampleMark, samplePage, samplePlan, sampleRow, sampleWorkload } from '../../testing/samples.ts';

function row(
  name: string,
  more: Partial<RolloutRow['attention']>,
  dial: readonly [number, number | null, number | null],
  versions: readonly [string, string | null],
  context = 'prod-eu-west',
  errors: readonly [number | null, number | null] = [0.1, 0.1],
): RolloutRow {
  const workload = sampleWorkload(now);
  const [current, stable] = versions;
  return {
    workload: {
      ...workload,
      target: { context, namespace: 'shop', kind: 'Rollout', name },
      stableHash: stable === null ? workload.currentHash : workload.stableHash,
      versions: [
        exampleVersion(workload.currentHash, current, { revision: 42 }),
        exampleVersion(workload.stableHash, stable ?? '', { revision: 41 }),
      ],
    },
    dial: sampleDial(...dial, now),
    attention: { group: 'moving', state: 'progressing', sentence: '', since: now - 90_000, ...more },
    health: sampleErrors(now, ...errors),
    at: context === 'prod-ap-south' ? now - 192_000 : now - 1_000,
  };
}

export function galleryRows(count: number): [string, RolloutRow][] {
  const rows = [
    sampleRow(samplePage(now), now - 1_000),
    row(
      'catalog',
      {
        group: 'needs-a-human',
        state: 'paused',
        sentence: 'Analysis inconclusive since 11:06. Promote or roll back',
        since: now - 837_000,
      },
      [25, 25, 24.6],
      ['3.8.2', '3.8.1'],
      'prod-eu-west',
      [0.2, 5.8],
    ),
    row(
      'gateway',
      {
        group: 'needs-a-human',
        state: 'aborted',
        sentence: 'Aborted at 10:58, spec still asks for 3.4.0. A retry would send it again. Undo to 3.3.0',
        since: now - 840_000,
      },
      [0, 0, 0],
      ['3.4.0', '3.3.0'],
      'staging',
      [0.1, null],
    ),
    row('cart', { sentence: 'Next step in 6 m 40 s' }, [25, 25, 25.1], ['4.2.7', '4.2.6']),
    row('shipping', { sentence: 'Step 5 of 8: Set 50%. 6 of 12 pods new' }, [50, 50, 49.7], ['2.3.0', '2.2.4']),
    row('pricing', { state: 'paused', sentence: 'Next step in 3 m 05 s' }, [5, 5, 5.2], ['1.17.3', '1.17.2']),
    row('recommendations', { sentence: 'Analysis recs-success is running' }, [10, 10, 10.3], ['6.2.0', '6.1.0']),
    row('inventory', { sentence: '6 of 12 pods new' }, [50, null, 52], ['0.29.0', '0.28.1'], 'staging'),
    ...['storefront', 'search', 'accounts'].map((name) =>
      row(
        name,
        { group: 'silent', state: 'stale', sentence: 'No word from the cluster for 3 m 12 s.' },
        [100, 100, null],
        ['9.14.2', null],
        'prod-ap-south',
      ),
    ),
    ...Array.from({ length: count }, (_, index) =>
      row(
        `service-${String(index).padStart(4, '0')}`,
        { group: 'well', state: 'healthy', since: now - index * 3_600_000 },
        [100, 100, 100],
        ['1.43.0', null],
      ),
    ),
  ];
  return rows.map((one) => [targetKey(one.workload.target), one]);
}

/** `status` is that of the current one. */
export function galleryConnections(empty: boolean, status: ConnectionStatus = 'live'): [string, Connection][] {
  if (empty) return [];
  const connection = (context: string, more: Partial<Connection>): [string, Connection] => [
    context,
    {
      context,
      server: `https://${context}.example:6443`,
      user: 'oidc',
      namespace: 'shop',
      current: context === 'prod-eu-west',
      status: 'live',
      aliveAt: now - 1_000,
      periodMs: 2_500,
      error: null,
      identity: { name: 'm.okafor', groups: [], source: 'SelfSubjectReview' },
      metrics: null,
      ...more,
    },
  ];
  return [
    connection('prod-eu-west', { status, metrics: { source: 'prometheus', at: now - 8_000, periodMs: 15_000, error: null } }),
    connection('staging', {}),
    connection('prod-ap-south', {
      status: 'silent',
      aliveAt: now - 192_000,
      error: {
        kind: 'unauthenticated',
        message: 'prod-ap-south does not let us in.',
        upstream: {
          source: 'exec aws-iam-authenticator',
          text: 'getting credentials: exec: executable aws-iam-authenticator failed with exit code 1: ExpiredToken',
          status: 1,
        },
      },
    }),
    connection('prod-us-east', {
      status: 'approval-needed',
      aliveAt: null,
      identity: null,
      error: {
        kind: 'approval-needed',
        message: 'This context runs a command on this machine that nobody has approved yet.',
        upstream: { source: 'kubeconfig', text: '/usr/local/bin/aws-iam-authenticator token -i prod-us-east' },
      },
    }),
    connection('lab', { status: 'idle', aliveAt: null, identity: null }),
  ];
}

export function galleryAct(state: string): Act {
  const act = sampleAct(now);
  const missed = sampleMark('missed', { seconds: 120, predictedSeconds: 3, proof: 'route still reads 5 and 95' });
  switch (state) {
    case 'effective': {
      const held = now - 90_000;
      return {
        ...act,
        state: 'effective',
        missing: '',
        left: ['The spec still asks for 2.14.0. Undo it to 2.13.4, or a retry sends it again.'],
        clock: {
          ...act.clock,
          held: { ...act.clock.held, at: held },
          weight: { ...act.clock.weight, at: held + 2_900 },
          traffic: sampleMark('reached', { at: held + 17_400, seconds: 17.4, predictedSeconds: 18, proof: '0 requests/s on it' }),
          normal: sampleMark('reached', {
            at: held + 61_000,
            seconds: 61,
            predictedSeconds: 60,
            proof: 'its pods are gone, stable is ready',
          }),
        },
      };
    }
    case 'traffic':
      return { ...act, state: 'effective', missing: '', trafficSeen: { perSecond: 2.04, at: now - 3_000, windowMs: 60_000 } };
    case 'sent':
      return {
        ...act,
        state: 'sent',
        missing: 'The abort was accepted, and nothing moved. The route still gives 2.14.0 5%.',
        clock: { ...act.clock, weight: missed },
        error: {
          kind: 'conflict',
          message: 'The controller cannot write the route.',
          upstream: {
            source: 'Rollout payments, condition Progressing',
            text: 'Operation cannot be fulfilled on httproutes.gateway.networking.k8s.io "payments": the object has been modified; please apply your changes to the latest version and try again',
            status: 409,
          },
        },
      };
    case 'refused':
      return {
        ...act,
        state: 'refused',
        missing: '',
        clock: { ...act.clock, accepted: sampleMark('missed'), weight: sampleMark('absent') },
        error: {
          kind: 'forbidden',
          message: 'You may look, not roll back.',
          upstream: {
            source: 'kube-apiserver prod-eu-west',
            text: 'rollouts.argoproj.io "payments" is forbidden: User "j.ferrari" cannot patch resource "rollouts/status" in API group "argoproj.io" in the namespace "shop"',
            status: 403,
          },
        },
      };
    case 'unreachable':
      return {
        ...act,
        state: 'unreachable',
        missing: '',
        error: { kind: 'unreachable', message: 'prod-eu-west did not answer within 10 s.' },
      };
    default:
      return act;
  }
}

export const galleryHead: AuditHead = {
  seq: 48_214,
  hash: 'a'.repeat(64),
  fingerprint: '5be2f3180d7746c19a3f02de61b8e5f427c09d138fd4ba66e0517c923cf80b5d',
  orphans: [],
  problem: null,
  at: now,
};

export function galleryEntries(): AuditEntry[] {
  const hash = '3cf80b5d91e7a264d85c13fb0e4976a8b2d60f177ca95e3046f1d8c31b9ea054';
  const plan = samplePlan(now);
  const act = galleryAct('effective');
  return Array.from({ length: 60 }, (_, index): AuditEntry => {
    const intent = index % 2 === 1;
    const seq = 48_214 - index;
    return {
      seq,
      hash,
      previousHash: hash,
      auditId: `pair-${Math.floor(index / 2)}`,
      phase: intent ? 'intent' : 'outcome',
      at: new Date(now - index * 31_000).toISOString(),
      actor: { name: index % 7 === 0 ? 'l.marsh' : 'm.okafor', source: 'SelfSubjectReview' },
      role: 'conductor',
      action: index < 4 ? 'rollback.execute' : 'rollouts.act',
      target: `prod-eu-west/shop/Rollout/${index < 4 ? 'payments' : 'catalog'}`,
      reason: '40% of payments fail on 2.14.0',
      outcome: intent ? null : index === 6 ? 'refused' : index === 10 ? 'sent' : 'effective',
      writer: { host: 'desk-1', pid: 4_242, startedAt: '2026-11-26T08:00:00.000Z' },
      detail: JSON.parse(
        JSON.stringify(
          intent
            ? { command: plan.command, writes: plan.writes, plan: { planId: plan.planId, dial: plan.dial } }
            : { command: plan.command, clock: act.clock, missing: '' },
        ),
      ),
    };
  });
}
