import type { Step, Version, Workload } from '../workload.ts';

/** A moment all example workloads share: 2026-11-26T11:12:00+01:00. */
export const exampleNow = Date.UTC(2026, 10, 26, 10, 12, 0);

export function setWeight(weight: number): Step {
  return { kind: 'setWeight', text: `Set ${weight}%`, weight, pauseSeconds: null };
}

export function pause(pauseSeconds: number | null): Step {
  return { kind: 'pause', text: pauseSeconds === null ? 'Pause until promoted' : `Pause ${pauseSeconds} s`, weight: null, pauseSeconds };
}

export function exampleVersion(hash: string, label: string, more: Partial<Version> = {}): Version {
  const images = [{ container: 'payments', image: `registry.example/payments:${label}` }];
  return { hash, revision: null, label, images, createdAt: exampleNow - 86_400_000, desired: 0, ready: 0, available: 0, ...more };
}

/**
 * For tests: payments, a canary through an HTTPRoute, stable 2.13.4 with 12 pods and canary 2.14.0 with 3,
 * at step 2 of 8 (`Pause 10 m` after `Set 5%`). Override what the test is about.
 */
export function exampleWorkload(more: Partial<Workload> = {}): Workload {
  return {
    target: { context: 'prod-eu-west', namespace: 'shop', kind: 'Rollout', name: 'payments' },
    uid: 'uid-payments',
    resourceVersion: '1000',
    createdAt: exampleNow - 90 * 86_400_000,
    strategy: 'canary',
    phase: 'Paused',
    message: 'CanaryPauseStep',
    generation: 7,
    observedGeneration: 7,
    paused: false,
    aborted: false,
    abortedAt: null,
    promoteFull: false,
    controllerPause: true,
    pauseConditions: [{ reason: 'CanaryPauseStep', startedAt: exampleNow - 60_000 }],
    steps: [setWeight(5), pause(600), setWeight(25), pause(1_800), setWeight(50), pause(null), setWeight(75), pause(600)],
    currentStepIndex: 1,
    weights: { canary: 5, stable: 95, verified: null },
    routes: [{ kind: 'HTTPRoute', name: 'payments', namespace: 'shop' }],
    backends: {
      canaryService: 'payments-canary',
      stableService: 'payments-stable',
      canarySubset: null,
      stableSubset: null,
      ruleNames: [],
      managedRules: [],
    },
    analysis: { step: null, background: null },
    dynamicStableScale: false,
    blueGreen: null,
    currentHash: 'new',
    stableHash: 'old',
    templateHash: 'template-new',
    versions: [
      exampleVersion('new', '2.14.0', { revision: 42, desired: 3, ready: 3, available: 3, createdAt: exampleNow - 120_000 }),
      exampleVersion('old', '2.13.4', { revision: 41, desired: 12, ready: 12, available: 12 }),
    ],
    replicas: { desired: 12, total: 15, updated: 3, ready: 15, available: 15 },
    conditions: [],
    gitOps: null,
    workloadRef: null,
    rollbackWindowRevisions: null,
    restartAt: null,
    restartedAt: null,
    owner: null,
    finishedAt: null,
    startedAt: exampleNow - 120_000,
    ...more,
  };
}

/** The same payments with nothing moving: 2.14.0 has everything, and the controller's own canary weight is 0 as it really is. */
export function promotedWorkload(more: Partial<Workload> = {}): Workload {
  return exampleWorkload({
    phase: 'Healthy',
    message: '',
    controllerPause: false,
    pauseConditions: [],
    currentStepIndex: 8,
    weights: { canary: 0, stable: 100, verified: null },
    stableHash: 'new',
    versions: [
      exampleVersion('new', '2.14.0', { revision: 42, desired: 12, ready: 12, available: 12, createdAt: exampleNow - 120_000 }),
      exampleVersion('old', '2.13.4', { revision: 41 }),
    ],
    replicas: { desired: 12, total: 12, updated: 12, ready: 12, available: 12 },
    ...more,
  });
}

/** The same payments, aborted: stable has everything, the spec still asks for 2.14.0. */
export function abortedWorkload(more: Partial<Workload> = {}): Workload {
  return exampleWorkload({
    phase: 'Degraded',
    message: 'RolloutAborted: Rollout aborted update to revision 42',
    aborted: true,
    abortedAt: exampleNow - 30_000,
    controllerPause: false,
    pauseConditions: [],
    currentStepIndex: 0,
    weights: { canary: 0, stable: 100, verified: null },
    ...more,
  });
}

/** A blue-green storefront: 2.0.0 waits in preview, 1.9.0 is active. */
export function blueGreenWorkload(more: Partial<Workload> = {}): Workload {
  return exampleWorkload({
    strategy: 'blueGreen',
    message: 'BlueGreenPause',
    pauseConditions: [{ reason: 'BlueGreenPause', startedAt: exampleNow - 60_000 }],
    steps: [],
    currentStepIndex: null,
    weights: null,
    routes: [{ kind: 'Service', name: 'payments-active', namespace: 'shop' }],
    backends: null,
    blueGreen: {
      activeService: 'payments-active',
      previewService: 'payments-preview',
      activeSelector: 'old',
      previewSelector: 'new',
      autoPromotion: false,
      autoPromotionSeconds: null,
    },
    ...more,
  });
}

/** A Deployment in the middle of a rolling update: 3 of 15 pods new. */
export function deploymentWorkload(more: Partial<Workload> = {}): Workload {
  return exampleWorkload({
    target: { context: 'prod-eu-west', namespace: 'shop', kind: 'Deployment', name: 'payments' },
    strategy: 'rollingUpdate',
    phase: 'Progressing',
    message: '',
    controllerPause: false,
    pauseConditions: [],
    steps: [],
    currentStepIndex: null,
    weights: null,
    routes: [],
    backends: null,
    ...more,
  });
}
