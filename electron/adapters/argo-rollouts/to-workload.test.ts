import { describe, expect, it } from 'vitest';
import { joined } from '../deployments/join.ts';
import { slimReplicaSet } from '../deployments/replica-set.ts';
import { rolloutBase } from './to-workload.ts';

function raw(spec: Record<string, unknown> = {}, status: Record<string, unknown> = {}, metadata: Record<string, unknown> = {}) {
  return {
    metadata: {
      name: 'payments',
      namespace: 'shop',
      uid: 'u1',
      resourceVersion: '7',
      generation: 3,
      creationTimestamp: '2026-11-01T10:00:00Z',
      ...metadata,
    },
    spec: { replicas: 4, selector: { matchLabels: { app: 'payments' } }, template: { spec: {} }, strategy: { canary: {} }, ...spec },
    status,
  };
}
const of = (...parts: Parameters<typeof raw>) => rolloutBase('prod', raw(...parts))?.workload;

describe('a Rollout as the desk sees it', () => {
  it('has its step, weights, pauses and times', () => {
    const canary = { steps: [{ setWeight: 5 }, { pause: { duration: '10m' } }], trafficRouting: { nginx: { stableIngress: 'payments' } } };
    const status = {
      phase: 'Paused',
      observedGeneration: '3',
      currentPodHash: 'new',
      stableRS: 'old',
      currentStepIndex: 1,
      controllerPause: true,
      pauseConditions: [{ reason: 'CanaryPauseStep', startTime: '2026-11-26T10:00:00Z' }],
      canary: { weights: { canary: { weight: 5, podTemplateHash: 'new' }, stable: { weight: 95 } } },
    };
    expect(of({ strategy: { canary } }, status)).toMatchObject({
      target: { context: 'prod', namespace: 'shop', kind: 'Rollout', name: 'payments' },
      strategy: 'canary',
      phase: 'Paused',
      observedGeneration: 3,
      weights: { canary: 5, stable: 95, verified: null },
      pauseConditions: [{ reason: 'CanaryPauseStep', startedAt: Date.UTC(2026, 10, 26, 10) }],
      steps: [{ weight: 5 }, { pauseSeconds: 600 }],
      routes: [{ kind: 'Ingress', name: 'payments', namespace: 'shop' }],
    });
  });

  it('has no weights without a router, whatever the status still holds', () => {
    const stale = { canary: { weights: { canary: { weight: 5 }, stable: { weight: 95 } } } };
    expect(of({}, stale)?.weights).toBeNull();
  });

  it('is a blue-green with its Services', () => {
    const blueGreen = { activeService: 'a', previewService: 'p', autoPromotionEnabled: false };
    expect(of({ strategy: { blueGreen } }, { blueGreen: { activeSelector: 'old', previewSelector: 'new' } })).toMatchObject({
      strategy: 'blueGreen',
      routes: [{ kind: 'Service', name: 'a' }],
      blueGreen: {
        activeService: 'a',
        previewService: 'p',
        activeSelector: 'old',
        previewSelector: 'new',
        autoPromotion: false,
        autoPromotionSeconds: null,
      },
    });
    expect(of({ strategy: { blueGreen: { activeService: 'a' } } })?.blueGreen?.autoPromotion).toBe(true);
  });

  it('is read with fields and values this desk does not know', () => {
    const workload = of(
      { invented: { deep: [1] }, strategy: { canary: { steps: [{ warp: 9 }], future: true } } },
      { phase: 'Hibernating', new: 1 },
    );
    expect(workload).toMatchObject({ phase: 'Unknown', steps: [{ kind: 'unknown', text: 'Unknown step warp' }] });
  });

  it('is still named when it cannot be read, with the reason; what has no name is nothing', () => {
    expect(of({ replicas: 'many' })).toMatchObject({
      target: { name: 'payments' },
      phase: 'Unknown',
      message: expect.stringContaining('This desk cannot read the Rollout: spec.replicas'),
    });
    expect(rolloutBase('prod', { kind: 'Rollout' })).toBeNull();
    expect(rolloutBase('prod', 'text')).toBeNull();
  });

  it('takes template and observation from the Deployment its workloadRef names', () => {
    const base = rolloutBase(
      'prod',
      raw(
        { template: undefined, workloadRef: { kind: 'Deployment', name: 'd' } },
        { observedGeneration: '3', workloadObservedGeneration: '4' },
      ),
    );
    const referenced = rolloutBase('prod', raw({}, {}, { generation: 5 }));
    if (base === null || referenced === null) throw new Error('unreadable');
    expect(base.workload.templateHash).toBe('');
    expect(joined(base, [], referenced)).toMatchObject({ templateHash: referenced.workload.templateHash, observedGeneration: null });
  });

  it('calls its versions by the container that changed, newest revision first', () => {
    const replicaSet = (revision: string, tag: string) =>
      slimReplicaSet({
        metadata: {
          name: `payments-${tag}`,
          uid: tag,
          labels: { 'rollouts-pod-template-hash': tag },
          annotations: { 'rollout.argoproj.io/revision': revision },
          ownerReferences: [{ uid: 'u1', kind: 'Rollout', name: 'payments', controller: true }],
        },
        spec: {
          replicas: 1,
          template: {
            spec: {
              containers: [
                { name: 'proxy', image: 'envoy:1.30' },
                { name: 'app', image: `app:${tag}` },
              ],
            },
          },
        },
      });
    const base = rolloutBase('prod', raw());
    const replicaSets = [replicaSet('41', 'a'), replicaSet('42', 'b')].flatMap((each) => each ?? []);
    if (base === null) throw new Error('unreadable');
    expect(joined(base, replicaSets).versions.map(({ revision, label, hash }) => [revision, label, hash])).toEqual([
      [42, 'b', 'b'],
      [41, 'a', 'a'],
    ]);
    expect(replicaSets[0]?.ownerUid).toBe('u1');
  });
});
