import { describe, expect, it } from 'vitest';
import type { Rights } from '../policy/rights.ts';
import { dialOf } from '../rollouts/dial.ts';
import { exampleNow, exampleVersion, exampleWorkload, promotedWorkload } from '../rollouts/testing/example-workload.ts';
import type { Workload } from '../rollouts/workload.ts';
import { chooseLever } from './choose-lever.ts';
import { makePlan, type PlanFacts } from './make-plan.ts';
import { RollbackPlan } from './plan.ts';

const all: Rights = { patchRollouts: true, patchRolloutsStatus: true, patchDeployments: true, at: exampleNow };

function planOf(workload: Workload, more: Partial<PlanFacts> = {}) {
  const { choice } = chooseLever(workload, null, null);
  if (choice === null) throw new Error('the example has a lever');
  return makePlan({
    planId: 'plan-1',
    at: exampleNow,
    workload,
    choice,
    writes: [],
    toTemplateHash: null,
    rights: all,
    whoMay: '',
    dryRun: { error: null },
    dial: dialOf({ workload, routes: [], rates: null, clusterAt: exampleNow }),
    past: { ofWorkload: [], ofCluster: [] },
    measured: true,
    ...more,
  });
}
const check = (plan: RollbackPlan, id: string) => plan.checks.find((one) => one.id === id);

describe('a plan', () => {
  it('crosses the wire whole', () => {
    const plan = planOf(exampleWorkload());
    expect(RollbackPlan.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
  });

  it('says where an abort goes and what stays asked for', () => {
    const plan = planOf(exampleWorkload());
    expect([plan.from.label, plan.to.label]).toEqual(['2.14.0', '2.13.4']);
    expect(plan.leftToDo).toEqual(['The spec still asks for 2.14.0: a retry would send it again, until you undo']);
    expect(plan.willNotComeBack).toEqual(['What 2.14.0 has written, sent or answered so far']);
    expect(plan.kubectl).toEqual(['kubectl argo rollouts abort payments --context prod-eu-west -n shop']);
  });

  it('stands on meaning: uid, hashes and the template, no version number', () => {
    expect(planOf(exampleWorkload()).basis).toEqual({
      uid: 'uid-payments',
      currentHash: 'new',
      stableHash: 'old',
      templateHash: 'template-new',
      toTemplateHash: null,
    });
  });

  it('warns when stable cannot carry everything now, with the figures', () => {
    const versions = [
      exampleVersion('new', '2.14.0', { revision: 42, desired: 6, available: 6 }),
      exampleVersion('old', '2.13.4', { revision: 41, desired: 6, available: 6 }),
    ];
    const plan = planOf(exampleWorkload({ versions }));
    expect(plan.stableCanTakeAll).toBe(false);
    expect(check(plan, 'capacity')?.text).toBe('2.13.4 cannot carry 100% now: 6 of 12 pods ready. The rest must start first');
  });

  it('warns that a GitOps tool will revert an undo, and not that it reverts an abort', () => {
    const gitOps = { tool: 'Argo CD' as const, name: 'shop', evidence: 'argocd.argoproj.io/tracking-id', selfHeals: true };
    expect(check(planOf(promotedWorkload({ gitOps })), 'gitops')?.verdict).toBe('no');
    expect(check(planOf(exampleWorkload({ gitOps })), 'gitops')?.verdict).toBe('yes');
  });

  it('says that steps replay when an undo leaves stable', () => {
    expect(planOf(promotedWorkload()).replaysSteps).toBe(true);
    expect(planOf(exampleWorkload()).replaysSteps).toBe(false);
  });

  it('never turns an unanswered question of permission into a yes', () => {
    const plan = planOf(exampleWorkload(), { rights: null, whoMay: 'on-call may.' });
    expect(plan.permission).toMatchObject({ may: null, whoMay: 'on-call may.' });
    expect(check(plan, 'permission')?.verdict).toBe('unknown');
  });

  it("carries the server's own words when the dry run is refused", () => {
    const text = 'rollouts.argoproj.io "payments" is forbidden: User "viewer" cannot patch resource "rollouts/status"';
    const plan = planOf(exampleWorkload(), {
      dryRun: { error: { kind: 'forbidden', message: 'no', upstream: { source: 'kube-apiserver', text } } },
    });
    expect(check(plan, 'dry-run')?.text).toContain(text);
  });
});
