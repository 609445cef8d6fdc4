import type { RolloutPage, RolloutRow } from '#shared/contract/rollouts.ts';
import type { Act, Mark } from '#shared/domain/rollback/execution.ts';
import type { RollbackPlan } from '#shared/domain/rollback/plan.ts';
import { type Availability, Action } from '#shared/domain/rollouts/action.ts';
import type { Pod } from '#shared/domain/rollouts/detail.ts';
import type { Dial, Needle } from '#shared/domain/rollouts/figure.ts';
import { exampleNow, exampleVersion, exampleWorkload } from '#shared/domain/rollouts/testing/example-workload.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import { sampleHealth } from './health-sample.ts';

/** For tests and the gallery: one day on the desk, payments 2.14.0 failing at 5%. Times are epoch ms around `now`. */
export function sampleNeedle(percent: number | null, at: number, more: Partial<Needle> = {}): Needle {
  return { percent, at, source: 'spec, step 3 of 8', note: '', periodMs: 2_500, ...more };
}

export function sampleDial(requested: number | null, accepted: number | null, observed: number | null, now = exampleNow): Dial {
  return {
    requested: sampleNeedle(requested, now - 1_000),
    accepted: sampleNeedle(accepted, accepted === null ? now : now - 2_000, {
      source: accepted === null ? '' : 'HTTPRoute payments',
      note: accepted === null ? 'no route, pods decide' : '',
    }),
    observed: sampleNeedle(observed, observed === null ? 0 : now - 8_000, {
      source: 'request rate, 1 min',
      note: observed === null ? 'no metrics' : '',
      periodMs: 15_000,
    }),
  };
}

export function sampleWorkload(now = exampleNow, more: Partial<Workload> = {}): Workload {
  return exampleWorkload({
    phase: 'Progressing',
    message: 'more replicas need to be updated',
    currentStepIndex: 2,
    pauseConditions: [],
    controllerPause: false,
    currentHash: '9c41e07d',
    stableHash: 'e2b80f15',
    versions: [
      exampleVersion('9c41e07d', '2.14.0', { revision: 42, desired: 3, ready: 3, available: 3, createdAt: now - 720_000 }),
      exampleVersion('e2b80f15', '2.13.4', { revision: 41, desired: 12, ready: 12, available: 12, createdAt: now - 7 * 86_400_000 }),
    ],
    conditions: [
      {
        type: 'Progressing',
        status: 'True',
        reason: 'ReplicaSetUpdated',
        message: 'ReplicaSet "payments-9c41e07d" is progressing.',
        at: now - 52_000,
      },
      { type: 'Available', status: 'True', reason: 'AvailableReason', message: 'Rollout has minimum availability', at: now - 90_000 },
      { type: 'Healthy', status: 'False', reason: 'RolloutHealthy', message: 'Rollout is not healthy', at: now - 660_000 },
      { type: 'Paused', status: 'False', reason: 'RolloutPaused', message: 'Rollout is resumed', at: now - 52_000 },
    ],
    startedAt: now - 660_000,
    ...more,
  });
}

function pods(hash: string, count: number, broken = 0): Pod[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `payments-${hash}-${index}`,
    hash,
    phase: 'Running',
    ready: index >= broken,
    restarts: index < broken ? 4 : 0,
    reason: index < broken ? 'CrashLoopBackOff' : '',
    node: `node-${index % 3}`,
    images: [],
    startedAt: null,
  }));
}

export function sampleAvailability(off: Partial<Record<Action, string>> = {}): Availability[] {
  return Action.options.map((action) => ({ action, enabled: off[action] === undefined, reason: off[action] ?? '' }));
}

export function samplePage(now = exampleNow, more: Partial<RolloutPage> = {}): RolloutPage {
  const workload = sampleWorkload(now);
  const revision = (hash: string, label: string, number: number, days: number) => ({
    ...exampleVersion(hash, label, { revision: number, createdAt: now - days * 86_400_000 }),
    imageIds: [],
    changeCause: '',
  });
  const event = (uid: string, type: string, message: string, secondsAgo: number, count = 1) => ({
    uid,
    type,
    reason: 'RolloutEvent',
    message,
    object: 'Rollout/payments',
    count,
    at: now - secondsAgo * 1_000,
  });
  return {
    detail: {
      workload,
      routes: [],
      pods: [...pods('e2b80f15', 12), ...pods('9c41e07d', 3, 1)],
      events: [
        event('1', 'Warning', 'HTTPRoute payments: write refused, 409', 4, 4),
        event('2', 'Normal', 'Rollout step 3/8 completed (setWeight: 25)', 52),
        event('3', 'Normal', 'Rollout step 2/8 completed (pause: 10m)', 53),
        event('4', 'Normal', 'Rollout step 1/8 completed (setWeight: 5)', 652),
        event('5', 'Normal', 'Created ReplicaSet payments-9c41e07d (revision 42)', 655),
      ],
      revisions: [
        revision('9c41e07d', '2.14.0', 42, 0.01),
        revision('e2b80f15', '2.13.4', 41, 7),
        revision('77d1a96c', '2.13.3', 40, 14),
        revision('b05f3e48', '2.13.2', 39, 21),
        revision('41ac97d2', '2.12.9', 38, 28),
      ],
      difference: {
        from: '2.13.4',
        to: '2.14.0',
        lines: [
          {
            section: 'image',
            path: 'containers[payments].image',
            before: 'registry.example/payments:2.13.4',
            after: 'registry.example/payments:2.14.0',
          },
          { section: 'env', path: 'containers[payments].env.PSP_TIMEOUT_MS', before: '1000', after: '500' },
          { section: 'env', path: 'containers[payments].env.PSP_RETRIES', before: '3', after: null },
          { section: 'resources', path: 'containers[payments].resources.limits.memory', before: '512Mi', after: '768Mi' },
          { section: 'probes', path: 'containers[payments].readinessProbe.periodSeconds', before: '10', after: '5' },
          { section: 'config', path: 'ConfigMap payments-flags', before: 'sha256 4be1f0', after: 'sha256 90cc31' },
        ],
        notes: ['Secret payments-psp could not be compared: you may not read secrets in shop.'],
      },
      gaps: [],
      at: now - 1_000,
    },
    dial: sampleDial(25, 5, 4.9, now),
    disagreement: 'Asked for 25%. The route still gives 5%.',
    attention: {
      group: 'needs-a-human',
      state: 'degraded',
      sentence: 'Asked for 25%. The route still gives 5%. Step 3 of 8: Set 25%. 3 of 3 pods new',
      since: now - 52_000,
    },
    steps: workload.steps.map((step, index) => ({
      index,
      text: step.text,
      state: index < 2 ? 'done' : index === 2 ? 'current' : 'next',
      detail: index === 2 ? '52 s, not accepted' : '',
      endsAt: null,
    })),
    availability: sampleAvailability({
      promote: 'Step 3 has not been accepted yet',
      resume: 'Nothing is paused',
      retry: 'Nothing was aborted',
    }),
    health: sampleHealth(now),
    role: 'conductor',
    silent: null,
    ...more,
  };
}

export function sampleRow(page: RolloutPage, at: number): RolloutRow {
  return { workload: page.detail.workload, dial: page.dial, attention: page.attention, health: page.health, at };
}

export function samplePlan(now = exampleNow, more: Partial<RollbackPlan> = {}): RollbackPlan {
  const { target } = sampleWorkload(now);
  return {
    planId: 'plan-1',
    target,
    at: now - 3_000,
    lever: 'abort',
    command: { action: 'abort' },
    from: { revision: 42, hash: '9c41e07d', label: '2.14.0' },
    to: { revision: 41, hash: 'e2b80f15', label: '2.13.4' },
    writes: [
      {
        method: 'PATCH',
        path: '/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/payments/status',
        contentType: 'application/merge-patch+json',
        body: { status: { abort: true } },
        summary: 'merge patch, rollouts/payments/status',
      },
    ],
    kubectl: ['kubectl argo rollouts abort payments -n shop --context prod-eu-west'],
    basis: { uid: 'uid', currentHash: '9c41e07d', stableHash: 'e2b80f15', templateHash: 't', toTemplateHash: null },
    prediction: { accepted: 0.2, weight: 3, traffic: 18, normal: null, from: 'from 14 aborts here' },
    effects: [
      { what: 'Weight of 2.14.0', before: '5%', after: '0%', note: '2.13.4 takes 100%' },
      { what: 'Pods of 2.14.0', before: '3', after: '0', note: 'after 30 s, so retries drain' },
      { what: 'Controller says', before: 'Progressing', after: 'Degraded', note: 'its word for aborted' },
    ],
    checks: [
      { id: 'permission', verdict: 'yes', text: 'You may send it: patch on rollouts/status' },
      { id: 'capacity', verdict: 'yes', text: '2.13.4 can carry 100%: 12 of 12 pods ready' },
      { id: 'replay', verdict: 'yes', text: 'No steps replay, 2.13.4 is still the stable revision' },
      { id: 'gitops', verdict: 'yes', text: 'No GitOps tool owns it' },
      { id: 'dry-run', verdict: 'yes', text: 'The server accepted it as a dry run' },
      {
        id: 'observed',
        verdict: 'unknown',
        text: 'The route refused 4 writes in 52 s with 409. If it refuses this one too, 5% stays on 2.14.0 and the next way back is offered at once.',
      },
    ],
    options: [
      { lever: 'abort', chosen: true, possible: true, text: '' },
      { lever: 'undo', chosen: false, possible: true, text: 'to revision 41, about 40 s' },
    ],
    replaysSteps: false,
    stableCanTakeAll: true,
    gitOps: null,
    permission: { may: true, text: 'You may patch rollouts/status', whoMay: '' },
    willNotComeBack: ['What 2.14.0 has written, sent or answered so far'],
    leftToDo: ['The spec still asks for 2.14.0: a retry would send it again, until you undo'],
    dial: sampleDial(25, 5, 4.9, now),
    ...more,
  };
}

export function sampleMark(state: Mark['state'], more: Partial<Mark> = {}): Mark {
  return { state, at: null, seconds: null, predictedSeconds: null, proof: '', ...more };
}

export function sampleAct(now = exampleNow, more: Partial<Act> = {}): Act {
  return {
    auditId: '01JDN4T3Q8',
    planId: 'plan-1',
    target: sampleWorkload(now).target,
    command: { action: 'abort' },
    state: 'running',
    reason: '40% of payments fail on 2.14.0',
    actor: { name: 'm.okafor', source: 'SelfSubjectReview' },
    clock: {
      held: sampleMark('reached', { at: now - 9_400, seconds: 0, proof: 'm.okafor, 1.2 s hold' }),
      accepted: sampleMark('reached', { seconds: 0.2, predictedSeconds: 0.2, proof: 'server 200, generation 118' }),
      weight: sampleMark('reached', { seconds: 2.9, predictedSeconds: 3, proof: 'route reads 0 and 100' }),
      traffic: sampleMark('waiting', { predictedSeconds: 18, proof: 'waits for 0/s on 2.14.0' }),
      normal: sampleMark('waiting', { predictedSeconds: 60, proof: 'waits for errors under 0.3%' }),
    },
    missing: 'The route gives 2.14.0 nothing now. Requests have not been seen to follow yet; metrics trail by up to 15 s.',
    error: null,
    sent: 1,
    left: [],
    ...more,
  };
}
