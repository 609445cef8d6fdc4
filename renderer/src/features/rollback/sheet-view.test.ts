import { describe, expect, test } from 'vitest';
import type { Act } from '#shared/domain/rollback/execution.ts';
import type { RollbackPlan } from '#shared/domain/rollback/plan.ts';
import { sampleAct, samplePlan } from '../../testing/samples.ts';
import { type SheetInput, sheetView } from './sheet-view.ts';

const plan: RollbackPlan = samplePlan();
const act = (state: Act['state'], planId: string | null = plan.planId): Act => ({ ...sampleAct(), state, planId });
const input = (more: Partial<SheetInput>): SheetInput => ({
  reading: { plan, problem: null },
  acts: [],
  held: null,
  pending: false,
  result: null,
  ...more,
});

describe('before anything is sent', () => {
  test('the plan is shown', () => {
    expect(sheetView(input({}))).toMatchObject({ moment: 'plan', changed: null });
  });
  test('while it is made, that is said', () => {
    expect(sheetView(input({ reading: null })).moment).toBe('planning');
  });
  test('a plan that could not be read again stays, with the reason', () => {
    const problem = { kind: 'unreachable' as const, message: 'No answer.' };
    expect(sheetView(input({ reading: { plan, problem } }))).toMatchObject({ moment: 'plan', problem });
    expect(sheetView(input({ reading: { plan: null, problem } })).moment).toBe('no-plan');
  });
  test('an old act does not hide a new plan', () => {
    expect(sheetView(input({ acts: [act('effective', 'another')] })).moment).toBe('plan');
  });
});

describe('once held', () => {
  test('until the desk has said anything it is being sent', () => {
    expect(sheetView(input({ held: plan, pending: true })).moment).toBe('sending');
  });
  test('the act of this plan is followed', () => {
    expect(sheetView(input({ held: plan, pending: true, acts: [act('running')] }))).toMatchObject({
      moment: 'act',
      act: { state: 'running' },
    });
  });
  test('a changed basis shows the new plan, and says what changed', () => {
    const refused = { ...act('refused'), error: { kind: 'stale' as const, message: 'Another version became stable.' } };
    const view = sheetView(input({ held: plan, result: { ok: true, value: { act: refused, newPlan: { ...plan, planId: 'new' } } } }));
    expect(view).toMatchObject({ moment: 'plan', plan: { planId: 'new' }, changed: 'Another version became stable.' });
  });
  test('the marks that come after the answer are shown, and a live act that lags behind the answer is not', () => {
    const answered = act('effective');
    const later = { ...answered, clock: { ...answered.clock, traffic: { ...answered.clock.traffic, state: 'reached' as const } } };
    const result = { ok: true as const, value: { act: answered, newPlan: null } };
    expect(sheetView(input({ held: plan, result, acts: [later] }))).toMatchObject({ act: { clock: { traffic: { state: 'reached' } } } });
    expect(sheetView(input({ held: plan, result, acts: [act('running')] }))).toMatchObject({ act: { state: 'effective' } });
  });
  test('a road that broke after the hold is no end: the act, once seen again, is', () => {
    const result = { ok: false as const, error: { kind: 'unreachable' as const, message: 'The desk did not answer.' } };
    expect(sheetView(input({ held: plan, result })).moment).toBe('broken');
    expect(sheetView(input({ held: plan, result, acts: [act('effective')] }))).toMatchObject({
      moment: 'act',
      act: { state: 'effective' },
    });
  });
});

test('a rollback somebody else runs is shown instead of a plan', () => {
  expect(sheetView(input({ acts: [act('running', 'theirs')] }))).toMatchObject({ moment: 'act', plan: null });
});
