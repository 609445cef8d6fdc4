import { describe, expect, it } from 'vitest';
import type { Command } from './action.ts';
import { type Before, isEffective } from './effective.ts';
import type { Reading } from './proof.ts';
import {
  abortedWorkload,
  blueGreenWorkload,
  deploymentWorkload,
  exampleNow,
  exampleVersion,
  exampleWorkload,
  promotedWorkload,
} from './testing/example-workload.ts';
import type { RouteReading, Workload } from './workload.ts';

function route(canaryPercent: number | null, note = '', kind: 'HTTPRoute' | 'Service' = 'HTTPRoute'): RouteReading {
  return { route: { kind, name: 'payments', namespace: 'shop' }, canaryPercent, note, at: exampleNow };
}
function judge(command: Command, before: Workload, now: Workload, more: Partial<Reading> = {}, to: Before['to'] = null) {
  return isEffective(command, { workload: before, to }, { workload: now, routes: [], canaryPods: null, ...more });
}

describe('abort', () => {
  const abort: Command = { action: 'abort' };

  it('is effective when abortedAt is set and every route reads 0', () => {
    expect(judge(abort, exampleWorkload(), abortedWorkload(), { routes: [route(0)] })).toEqual({
      effective: true,
      proof: 'HTTPRoute payments reads 0%',
      missing: '',
    });
  });

  it.each([
    ['the flag without abortedAt', abortedWorkload({ abortedAt: null }), [route(0)], 'the controller has not set abortedAt'],
    [
      'a newer template the controller has yet to see',
      abortedWorkload({ generation: 8 }),
      [route(0)],
      'the controller has not observed the newest spec, which may clear the abort',
    ],
    ['a route that still gives it traffic', abortedWorkload(), [route(0), route(5)], 'HTTPRoute payments still gives 5%'],
    ['a newer template', exampleWorkload({ currentHash: 'newer' }), [route(0)], 'a newer template cleared the abort'],
    ['another object', abortedWorkload({ uid: 'other' }), [route(0)], 'this is another object of the same name'],
  ])('is not with %s', (_, now, routes, missing) => {
    expect(judge(abort, exampleWorkload(), now, { routes })).toEqual({ effective: false, proof: '', missing });
  });

  it("takes the controller's word where the route cannot be read", () => {
    const unread = [route(null, 'forbidden')];
    expect(judge(abort, exampleWorkload(), abortedWorkload(), { routes: unread }).effective).toBe(true);
    const still = abortedWorkload({ weights: { canary: 5, stable: 95, verified: null } });
    expect(judge(abort, exampleWorkload(), still, { routes: unread }).missing).toBe('the controller still reports 5%');
  });

  it('without a router waits for the canary pods themselves, also for those on their way up', () => {
    const bare = { routes: [], weights: null };
    const before = exampleWorkload(bare);
    expect(judge(abort, before, abortedWorkload(bare), { canaryPods: 0 }).missing).toBe('3 canary pods are still asked for');
    const down = abortedWorkload({
      ...bare,
      versions: [exampleVersion('new', '2.14.0'), exampleVersion('old', '2.13.4', { desired: 12 })],
    });
    expect(judge(abort, before, down).missing).toBe('the canary pods are not counted yet');
    expect(judge(abort, before, down, { canaryPods: 1 }).missing).toBe('1 canary pod is left');
    expect(judge(abort, before, down, { canaryPods: 0 }).proof).toBe('no canary pod is left');
  });

  it('of a blue-green waits for the active Service', () => {
    const now = blueGreenWorkload({ aborted: true, abortedAt: exampleNow });
    expect(judge(abort, blueGreenWorkload(), now).effective).toBe(false);
    expect(judge(abort, blueGreenWorkload(), now, { routes: [route(0, '', 'Service')] }).effective).toBe(true);
  });
});

describe('going forward', () => {
  it('a promote needs the step index to move and its weight to be read back', () => {
    const moved = exampleWorkload({ currentStepIndex: 3, weights: { canary: 25, stable: 75, verified: null } });
    const promote: Command = { action: 'promote' };
    expect(judge(promote, exampleWorkload(), exampleWorkload()).missing).toBe('the step index still reads 1');
    expect(judge(promote, exampleWorkload(), moved, { routes: [route(5)] }).missing).toBe('HTTPRoute payments still gives 5%');
    expect(judge(promote, exampleWorkload(), moved, { routes: [route(25)] }).proof).toBe('step index 1 to 3, HTTPRoute payments reads 25%');
    expect(judge(promote, exampleWorkload(), promotedWorkload()).effective).toBe(true);
    expect(judge(promote, exampleWorkload(), { ...moved, currentHash: 'newer' }, { routes: [route(25)] }).effective).toBe(false);
  });

  it('a full promotion needs stableRS to be the version that was promoted', () => {
    const full: Command = { action: 'promote-full' };
    expect(judge(full, exampleWorkload(), exampleWorkload({ promoteFull: true })).missing).toBe('stableRS still reads old');
    expect(judge(full, exampleWorkload(), promotedWorkload()).effective).toBe(true);
    expect(judge(full, exampleWorkload(), promotedWorkload({ currentHash: 'newer', stableHash: 'newer' })).effective).toBe(false);
  });

  it('a retry needs abortedAt gone and something moved', () => {
    const retry: Command = { action: 'retry' };
    const cleared = exampleWorkload({ currentStepIndex: 0, pauseConditions: [], weights: { canary: 0, stable: 100, verified: null } });
    expect(judge(retry, abortedWorkload(), abortedWorkload()).missing).toBe('abortedAt is still set');
    expect(judge(retry, abortedWorkload(), cleared).missing).toBe('neither step index nor weight has moved');
    expect(judge(retry, abortedWorkload(), { ...cleared, currentStepIndex: 1 }).effective).toBe(true);
    expect(judge(retry, abortedWorkload(), cleared, { routes: [route(5)] }).effective).toBe(true);
  });

  it('a blue-green promote needs the active Service to select the new version', () => {
    const promote: Command = { action: 'promote' };
    expect(judge(promote, blueGreenWorkload(), blueGreenWorkload(), { routes: [route(0, '', 'Service')] }).effective).toBe(false);
    expect(judge(promote, blueGreenWorkload(), blueGreenWorkload(), { routes: [route(100, '', 'Service')] }).effective).toBe(true);
  });
});

describe('undo', () => {
  const undo: Command = { action: 'undo', toRevision: null };
  const to = { hash: 'old', templateHash: 'template-old' };

  it('needs the target in the spec, observed, and stable again', () => {
    const back = promotedWorkload({
      currentHash: 'old',
      stableHash: 'old',
      templateHash: 'template-old',
      generation: 8,
      observedGeneration: 8,
    });
    expect(judge(undo, exampleWorkload(), back, {}, to).proof).toBe('stableRS is the current hash');
    expect(judge(undo, exampleWorkload(), { ...back, observedGeneration: 7 }, {}, to).missing).toBe(
      'the controller has not observed the new spec',
    );
    expect(judge(undo, promotedWorkload(), promotedWorkload(), {}, to).missing).toBe('the spec does not hold the target template yet');
    // Observed, and still naming the version before: stable is current, and nothing has happened.
    expect(judge(undo, promotedWorkload(), promotedWorkload({ templateHash: 'template-old' }), {}, to).missing).toBe(
      'the current hash has not changed',
    );
    expect(judge(undo, promotedWorkload(), { ...back, templateHash: 'x', currentHash: 'newer', stableHash: 'newer' }, {}, to).missing).toBe(
      'another version than the target is in the spec',
    );
  });

  it('is done for now when its steps replay and the first pause is reached', () => {
    const replaying = exampleWorkload({ currentHash: 'old', stableHash: 'new', templateHash: 'template-old' });
    expect(judge(undo, promotedWorkload(), replaying, {}, to).proof).toBe('its first pause is reached: steps replay');
    expect(judge(undo, promotedWorkload(), { ...replaying, pauseConditions: [] }, {}, to).missing).toBe('stableRS still reads new');
  });

  it('of a Deployment is done when no old pod is left', () => {
    const now = deploymentWorkload({
      currentHash: 'old',
      templateHash: 'template-old',
      replicas: { desired: 12, total: 12, updated: 12, ready: 12, available: 12 },
    });
    expect(judge(undo, deploymentWorkload(), now, {}, to).effective).toBe(true);
    const rolling = { ...now, replicas: { ...now.replicas, total: 13 } };
    expect(judge(undo, deploymentWorkload(), rolling, {}, to).missing).toBe('1 old pod is left');
  });
});

describe('a new image', () => {
  const command = { action: 'set-image', image: 'shop/payments:2.15.0', container: null } as const;
  const asked = (more: Partial<Workload> = {}) => {
    const base = exampleWorkload();
    const [newest] = base.versions;
    if (newest === undefined) throw new Error('the example has versions');
    const version = { ...newest, hash: 'next', label: '2.15.0', images: [{ container: 'payments', image: command.image }] };
    return { ...base, currentHash: 'next', pauseConditions: [], versions: [version, ...base.versions], ...more };
  };

  it('is effective at its first pause, or once it is stable, and not when the server has said yes', () => {
    expect(judge(command, exampleWorkload(), exampleWorkload()).missing).toBe('no ReplicaSet of the new image is the current one yet');
    expect(judge(command, exampleWorkload(), asked({ generation: 8 })).missing).toBe('the controller has not observed the new spec');
    expect(judge(command, exampleWorkload(), asked()).effective).toBe(false);
    expect(judge(command, exampleWorkload(), asked({ pauseConditions: [{ reason: 'CanaryPauseStep', startedAt: 1 }] })).proof).toBe(
      'its first pause is reached',
    );
    expect(judge(command, exampleWorkload(), asked({ stableHash: 'next' })).proof).toBe('stableRS is the current hash');
    expect(judge(command, exampleWorkload(), asked({ aborted: true })).missing).toBe('it was aborted since');
  });
});

describe('pause, resume and restart', () => {
  it('are effective once the controller has observed them', () => {
    const paused = exampleWorkload({ paused: true });
    expect(judge({ action: 'pause' }, exampleWorkload(), exampleWorkload()).missing).toBe('spec.paused still reads false');
    expect(judge({ action: 'pause' }, exampleWorkload(), { ...paused, generation: 8 }).effective).toBe(false);
    expect(judge({ action: 'pause' }, exampleWorkload(), paused).effective).toBe(true);
    expect(judge({ action: 'resume' }, paused, exampleWorkload()).effective).toBe(true);
  });

  it("a restart needs the controller's new restartedAt and ready pods", () => {
    const asked = promotedWorkload({ restartAt: 2_000 });
    expect(judge({ action: 'restart' }, promotedWorkload(), promotedWorkload()).effective).toBe(false);
    expect(judge({ action: 'restart' }, promotedWorkload(), asked).missing).toBe('the controller has not restarted every pod');
    const done = { ...asked, restartedAt: 2_000 };
    expect(judge({ action: 'restart' }, promotedWorkload(), done).proof).toBe('12 of 12 pods ready');
    expect(judge({ action: 'restart' }, promotedWorkload(), { ...done, replicas: { ...done.replicas, available: 11 } }).effective).toBe(
      false,
    );
  });
});
