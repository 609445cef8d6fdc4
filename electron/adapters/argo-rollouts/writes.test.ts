import { describe, expect, it } from 'vitest';
import type { Command } from '#shared/domain/rollouts/action.ts';
import { blueGreenWorkload, exampleWorkload, promotedWorkload } from '#shared/domain/rollouts/testing/example-workload.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import { restoreTemplate } from './restore-template.ts';
import { rolloutWrites } from './writes.ts';

const status = '/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/payments/status';
const spec = '/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/payments';
type Plain = Exclude<Command, { action: 'undo' | 'set-image' }>;
function sent(workload: Workload, action: Plain['action']) {
  const writes = rolloutWrites(workload, { action }, Date.UTC(2026, 10, 26, 10, 12, 0, 345));
  return writes.ok ? writes.value.map(({ path, body }) => [path, JSON.stringify(body)]) : writes.error.message;
}

describe("Argo's verbs to the letter", () => {
  it('abort and retry are status writes without a version', () => {
    expect(sent(exampleWorkload(), 'abort')).toEqual([[status, '{"status":{"abort":true}}']]);
    expect(sent(exampleWorkload({ aborted: true }), 'retry')).toEqual([[status, '{"status":{"abort":false}}']]);
  });

  it('an abort while paused by hand also resumes: the controller moves nothing before', () => {
    expect(sent(exampleWorkload({ paused: true }), 'abort')).toEqual([
      [status, '{"status":{"abort":true}}'],
      [spec, '{"spec":{"paused":false}}'],
    ]);
  });

  it('promote ends the pause; without one it steps over what runs; past the end it stays there', () => {
    expect(sent(exampleWorkload(), 'promote')).toEqual([[status, '{"status":{"pauseConditions":null}}']]);
    const running = exampleWorkload({ pauseConditions: [], currentStepIndex: 2 });
    expect(sent(running, 'promote')).toEqual([[status, '{"status":{"pauseConditions":null,"currentStepIndex":3}}']]);
    expect(sent({ ...running, currentStepIndex: 8 }, 'promote')).toEqual([
      [status, '{"status":{"pauseConditions":null,"currentStepIndex":8}}'],
    ]);
  });

  it('promote goes past an undecided analysis, or it would stick at a following pause', () => {
    const undecided = exampleWorkload({ analysis: { step: { name: 'a', phase: 'Inconclusive', message: '' }, background: null } });
    expect(sent(undecided, 'promote')).toEqual([
      [status, '{"status":{"pauseConditions":null,"controllerPause":false,"currentStepIndex":2}}'],
    ]);
  });

  it('promote of what is paused by hand sends status first, then spec', () => {
    expect(sent(exampleWorkload({ paused: true }), 'promote')).toEqual([
      [status, '{"status":{"pauseConditions":null}}'],
      [spec, '{"spec":{"paused":false}}'],
    ]);
  });

  it('promote of a blue-green ends its pause, and without one there is nothing to send', () => {
    expect(sent(blueGreenWorkload(), 'promote')).toEqual([[status, '{"status":{"pauseConditions":null}}']]);
    expect(sent(blueGreenWorkload({ pauseConditions: [] }), 'promote')).toBe('Nothing waits for a promotion.');
  });

  it('promote-full only where something is on its way', () => {
    expect(sent(exampleWorkload(), 'promote-full')).toEqual([[status, '{"status":{"promoteFull":true}}']]);
    expect(sent(promotedWorkload(), 'promote-full')).toBe('2.14.0 already has everything.');
  });

  it('pause, resume and restart write the spec', () => {
    expect(sent(exampleWorkload(), 'pause')).toEqual([[spec, '{"spec":{"paused":true}}']]);
    expect(sent(exampleWorkload(), 'resume')).toEqual([[spec, '{"spec":{"paused":false}}']]);
    expect(sent(exampleWorkload(), 'restart')).toEqual([[spec, '{"spec":{"restartAt":"2026-11-26T10:12:00Z"}}']]);
  });
});

describe('a template as it was once written', () => {
  it('has no hash label, no ephemeral metadata and no injected anti-affinity, and keeps everything else', () => {
    const injected = { labelSelector: { matchExpressions: [{ key: 'rollouts-pod-template-hash', operator: 'NotIn', values: ['a'] }] } };
    const own = { labelSelector: { matchLabels: { app: 'payments' } } };
    const template = {
      metadata: { labels: { app: 'payments', 'rollouts-pod-template-hash': 'a', role: 'stable' }, annotations: { note: 'mine' } },
      spec: {
        affinity: { podAntiAffinity: { preferred: [injected], required: [own, injected] } },
        containers: [{ name: 'app', custom: 1 }],
      },
    };
    expect(restoreTemplate(template, '{"labels":{"role":"stable"}}')).toEqual({
      metadata: { labels: { app: 'payments' }, annotations: { note: 'mine' } },
      spec: { affinity: { podAntiAffinity: { required: [own] } }, containers: [{ name: 'app', custom: 1 }] },
    });
  });

  it('loses an affinity that was nothing but injected, and survives broken metadata', () => {
    const injected = { labelSelector: { matchExpressions: [{ key: 'rollouts-pod-template-hash', operator: 'NotIn', values: ['a'] }] } };
    const template = { metadata: { labels: { app: 'a' } }, spec: { affinity: { podAntiAffinity: { required: [injected] } } } };
    expect(restoreTemplate(template, '{not json')).toEqual({ metadata: { labels: { app: 'a' } }, spec: {} });
  });
});
