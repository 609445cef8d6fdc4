import type { Connection } from '#shared/contract/connections.ts';
import type { RolloutPage, RolloutRow } from '#shared/contract/rollouts.ts';
import type { Act, Mark } from '#shared/domain/rollback/execution.ts';
import type { Dial, Needle } from '#shared/domain/rollouts/figure.ts';
import { exampleNow, exampleWorkload } from '#shared/domain/rollouts/testing/example-workload.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import type { HealthView } from '#shared/domain/rollouts/version-health.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';

export { exampleNow };

export function exampleConnection(more: Partial<Connection> = {}): Connection {
  return {
    context: 'prod-eu-west',
    server: 'https://api.example:6443',
    user: 'conductor',
    namespace: 'shop',
    current: true,
    status: 'idle',
    aliveAt: null,
    periodMs: 2_500,
    error: null,
    identity: null,
    metrics: null,
    ...more,
  };
}

function needle(percent: number | null, source: string, more: Partial<Needle> = {}): Needle {
  return { percent, at: percent === null ? null : exampleNow - 2_040, source, note: '', periodMs: 2_500, ...more };
}

export const exampleDial: Dial = {
  requested: needle(5, 'spec, step 2 of 8'),
  accepted: needle(5, 'HTTPRoute payments'),
  observed: needle(null, 'request rate, 1 m', { note: 'no metric server is configured', periodMs: 15_000 }),
};

const exampleHealth: HealthView = {
  stable: { requestsPerSecond: 80, errorPercent: 0.2, p50Ms: 428, p95Ms: 612, p99Ms: 718 },
  current: { requestsPerSecond: 4.2, errorPercent: 40, p50Ms: 431, p95Ms: 502, p99Ms: null },
  at: exampleNow - 8_000,
  source: 'prometheus, 1 m',
  periodMs: 15_000,
  why: '',
  notes: [],
};

export function exampleRow(target: Partial<Target> = {}, more: Partial<Workload> = {}): RolloutRow {
  const workload = exampleWorkload(more);
  return {
    workload: { ...workload, target: { ...workload.target, ...target } },
    dial: exampleDial,
    attention: { group: 'moving', state: 'paused', sentence: 'Waits 9 m at 5%', since: exampleNow - 60_000 },
    health: exampleHealth,
    at: exampleNow - 2_040,
  };
}

export function examplePage(target: Partial<Target> = {}): RolloutPage {
  const { workload, dial, attention, health, at } = exampleRow(target);
  return {
    detail: {
      workload,
      routes: [],
      pods: [
        {
          name: 'payments-new-1',
          hash: 'new',
          phase: 'Running',
          ready: false,
          restarts: 2,
          reason: 'CrashLoopBackOff',
          node: 'node-1',
          images: [],
          startedAt: exampleNow - 60_000,
        },
      ],
      events: [
        {
          uid: 'e1',
          type: 'Warning',
          reason: 'BackOff',
          message: 'Back-off restarting',
          object: 'Pod/payments-new-1',
          count: 3,
          at: exampleNow - 5_000,
        },
      ],
      revisions: workload.versions.map((version) => ({ ...version, imageIds: [], changeCause: '' })),
      difference: {
        from: '2.13.4',
        to: '2.14.0',
        lines: [{ section: 'env', path: 'containers[payments].env.PSP_TIMEOUT_MS', before: '3000', after: '300' }],
        notes: [],
      },
      gaps: [],
      at,
    },
    dial,
    disagreement: null,
    attention,
    health,
    steps: workload.steps.map((step, index) => ({
      index,
      text: step.text,
      state: index < 1 ? 'done' : index === 1 ? 'current' : 'next',
      detail: '',
      endsAt: null,
    })),
    availability: [
      { action: 'abort', enabled: true, reason: '' },
      { action: 'retry', enabled: false, reason: 'Nothing was aborted.' },
    ],
    role: 'operator',
    silent: null,
  };
}

const reached = (seconds: number, proof: string): Mark => ({
  state: 'reached',
  at: exampleNow + seconds * 1_000,
  seconds,
  predictedSeconds: null,
  proof,
});
const waiting: Mark = { state: 'waiting', at: null, seconds: null, predictedSeconds: null, proof: '' };

export function exampleAct(more: Partial<Act> = {}): Act {
  return {
    auditId: 'audit-1',
    planId: null,
    target: exampleWorkload().target,
    command: { action: 'abort' },
    state: 'effective',
    reason: 'errors after 2.14.0',
    actor: { name: 'conductor', source: 'SelfSubjectReview' },
    clock: {
      held: reached(0, 'held'),
      accepted: reached(0.061, 'server accepted in 61 ms'),
      weight: reached(1.2, 'HTTPRoute payments reads 0%'),
      traffic: waiting,
      normal: waiting,
    },
    missing: '',
    error: null,
    sent: 1,
    left: ['The spec still asks for the aborted version.'],
    ...more,
  };
}
