import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayDo, roleOf } from '../policy/role.ts';
import type { Rights } from '../policy/rights.ts';
import { Action } from './action.ts';
import { availabilityOf, reasonAgainst } from './availability.ts';
import {
  abortedWorkload,
  blueGreenWorkload,
  deploymentWorkload,
  exampleVersion,
  exampleWorkload,
  promotedWorkload,
} from './testing/example-workload.ts';
import type { Workload } from './workload.ts';

const operator: Rights = { patchRollouts: true, patchRolloutsStatus: true, patchDeployments: true, at: 0 };
const responder: Rights = { patchRollouts: false, patchRolloutsStatus: true, patchDeployments: false, at: 0 };
const viewer: Rights = { patchRollouts: false, patchRolloutsStatus: false, patchDeployments: false, at: 0 };

function enabled(workload: Workload, rights: Rights | null): readonly Action[] {
  return availabilityOf(workload, rights)
    .filter((each) => each.enabled)
    .map((each) => each.action);
}
function reason(workload: Workload, rights: Rights | null, action: Action): string {
  return availabilityOf(workload, rights).find((each) => each.action === action)?.reason ?? '';
}

describe('what can be done, by who one is', () => {
  it('an operator does everything a moving canary allows', () => {
    expect(enabled(exampleWorkload(), operator)).toEqual(['promote', 'promote-full', 'pause', 'abort', 'undo', 'restart']);
  });

  it('a responder may abort and nothing else, though the API would let a status patch promote', () => {
    expect(enabled(exampleWorkload(), responder)).toEqual(['abort']);
    expect(reason(exampleWorkload(), responder, 'promote')).toBe(
      'You are a responder here: you may abort, nothing else. It takes patch on rollouts and rollouts/status in shop; you lack rollouts. Whoever has both may',
    );
  });

  it('a viewer looks', () => {
    expect(enabled(exampleWorkload(), viewer)).toEqual([]);
    expect(reason(exampleWorkload(), viewer, 'abort')).toBe(
      'You are a viewer here: you may look. It takes patch on rollouts/status in shop; whoever has it may',
    );
  });

  it('an answer the cluster did not give disables, and says so', () => {
    expect(enabled(exampleWorkload(), null)).toEqual([]);
    expect(reason(exampleWorkload(), null, 'abort')).toContain('The cluster did not say whether you may');
  });

  it('an undo through workloadRef needs the Deployment, not the Rollout', () => {
    const referring = exampleWorkload({ workloadRef: { kind: 'Deployment', name: 'payments' } });
    expect(enabled(referring, { ...operator, patchDeployments: false })).not.toContain('undo');
    expect(enabled(referring, { ...operator, patchRollouts: false })).toContain('undo');
  });

  it('names the role', () => {
    expect([operator, responder, viewer, null].map(roleOf)).toEqual(['operator', 'responder', 'viewer', 'unknown']);
    expect(roleOf({ ...viewer, patchDeployments: true })).toBe('mixed');
    expect(mayDo('promote', 'Rollout', responder)).toMatchObject({ may: false, missing: 'rollouts' });
  });
});

describe('what can be done, by what it is', () => {
  it('a fully promoted one can only be undone, paused or restarted', () => {
    expect(enabled(promotedWorkload(), operator)).toEqual(['pause', 'undo', 'restart']);
    expect(reason(promotedWorkload(), operator, 'abort')).toBe('Nothing is on its way: 2.14.0 already has everything. Undo goes back');
  });

  it('an aborted one can be retried or undone, not promoted', () => {
    expect(enabled(abortedWorkload(), operator)).toEqual(['pause', 'retry', 'undo', 'restart']);
    expect(reason(abortedWorkload(), operator, 'promote')).toBe('Aborted. Retry sends 2.14.0 again from its first step');
  });

  it('an abort stays possible while the newest spec is unseen, a promotion does not', () => {
    const unseen = promotedWorkload({ generation: 8 });
    expect(enabled(unseen, operator)).toContain('abort');
    expect(enabled(unseen, operator)).not.toContain('promote');
    expect(enabled(unseen, operator)).not.toContain('promote-full');
  });

  it('a blue-green is promoted and aborted', () => {
    expect(enabled(blueGreenWorkload(), operator)).toEqual(['promote', 'promote-full', 'pause', 'abort', 'undo', 'restart']);
  });

  it('a Deployment knows no promote, abort or retry; a paused one no undo', () => {
    expect(enabled(deploymentWorkload(), operator)).toEqual(['pause', 'undo', 'restart']);
    expect(reason(deploymentWorkload(), operator, 'abort')).toBe(
      'A Deployment has no steps: it rolls by itself, nothing can be aborted. Undo goes back',
    );
    expect(enabled(deploymentWorkload({ paused: true }), operator)).toEqual(['resume']);
  });

  it('an undo needs another revision', () => {
    const only = promotedWorkload({ versions: [exampleVersion('new', '2.14.0')] });
    expect(reason(only, operator, 'undo')).toBe('There is no other revision to go back to');
  });

  it('every disabled action says why and every enabled one is silent', () => {
    const answer = fc.constantFrom(true, false, null);
    const rights = fc.option(
      fc.record({ patchRollouts: answer, patchRolloutsStatus: answer, patchDeployments: answer, at: fc.constant(0) }),
    );
    const workload = fc
      .record({
        aborted: fc.boolean(),
        paused: fc.boolean(),
        promoteFull: fc.boolean(),
        generation: fc.integer({ min: 6, max: 8 }),
        stableHash: fc.constantFrom('old', 'new', ''),
      })
      .chain((more) => fc.constantFrom(exampleWorkload(more), blueGreenWorkload(more), deploymentWorkload(more)));
    fc.assert(
      fc.property(workload, rights, (each, mine) => {
        const list = availabilityOf(each, mine);
        expect(list.map(({ action }) => action)).toEqual(Action.options);
        for (const { enabled: on, reason: why } of list) expect(why === '').toBe(on);
        if (mine?.patchRolloutsStatus !== true && each.target.kind === 'Rollout')
          expect(list.find(({ action }) => action === 'promote')?.enabled).toBe(false);
      }),
    );
  });
});

describe('a new image', () => {
  const git = { tool: 'Argo CD', name: 'shop', evidence: 'annotation argocd.argoproj.io/tracking-id', selfHeals: true } as const;

  it('takes the rights of going forward', () => {
    expect(reasonAgainst('set-image', exampleWorkload(), operator)).toBeNull();
    expect(reasonAgainst('set-image', exampleWorkload(), responder)).toContain('You are a responder here');
  });

  it('is not put where Git would put the old one back, nor where a pause would keep it waiting', () => {
    expect(reasonAgainst('set-image', exampleWorkload({ gitOps: git }), operator)).toBe(
      'Argo CD shop owns its template (annotation argocd.argoproj.io/tracking-id). Change the image in Git',
    );
    expect(reasonAgainst('set-image', exampleWorkload({ paused: true }), operator)).toContain('Resume it first');
    expect(reasonAgainst('set-image', deploymentWorkload({ paused: true }), operator)).toContain('Resume it first');
  });
});
