// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LiveMessage } from '#shared/contract/procedure.ts';
import { fail, ok } from '#shared/contract/result.ts';
import type { Act } from '#shared/domain/rollback/execution.ts';
import type { RollbackPlan } from '#shared/domain/rollback/plan.ts';
import { exampleNow } from '#shared/domain/rollouts/testing/example-workload.ts';
import { type Answers, renderOnDesk, snapshotOf } from '../../../testing/desk.tsx';
import { sampleAct, samplePlan } from '../../../testing/samples.ts';
import { useRollbackStore } from '../ui-store.ts';
import { RollbackSheet } from './rollback-sheet.tsx';

const plan = samplePlan();
const { target } = plan;

function open(answers: Answers = {}, acts: [string, Act][] = [], watching: string | null = null) {
  const onClose = vi.fn();
  const onChoose = vi.fn();
  renderOnDesk(
    <RollbackSheet
      target={target}
      choice={{ lever: null, toRevision: null }}
      watching={watching}
      onAudit={() => {}}
      onChoose={onChoose}
      onClose={onClose}
      dial={<div />}
      needles={null}
      versions={null}
      revisions={[]}
    />,
    { 'rollback.watch': () => snapshotOf(...acts), 'rollback.plan': () => Promise.resolve(ok(plan)), ...answers },
  );
  return { onClose, onChoose };
}

const press = (name: RegExp) => {
  const button = screen.getByRole('button', { name });
  fireEvent.keyDown(button, { key: 'Enter' });
  fireEvent.keyUp(button, { key: 'Enter' });
};
const giveReason = (text: string) => fireEvent.change(screen.getByRole('textbox'), { target: { value: text } });

beforeEach(() => useRollbackStore.setState({ reasons: {}, held: {} }));
afterEach(cleanup);

describe('the plan', () => {
  test('shows target, exact patch, checks and prediction before anything is sent', async () => {
    open();
    expect(await screen.findByRole('heading', { name: 'Roll payments back to 2.13.4' })).toBeTruthy();
    expect(screen.getByText(/\{"status":\{"abort":true\}\}/)).toBeTruthy();
    expect(screen.getByText('No steps replay, 2.13.4 is still the stable revision')).toBeTruthy();
    expect(screen.getByText('from 14 aborts here')).toBeTruthy();
  });

  test('without a reason nothing arms, and the field says so', async () => {
    open();
    await screen.findByRole('button', { name: /hold to roll back/i });
    press(/hold to roll back/i);
    expect(await screen.findByText('A reason: what is wrong, for the record.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Roll payments back now' })).toBeNull();
  });

  test('a person who may not is told what it takes and who may', async () => {
    const permission = { may: false, text: 'You may not patch rollouts/status', whoMay: 'conductors may' };
    open({ 'rollback.plan': () => Promise.resolve(ok({ ...plan, permission })) });
    expect(await screen.findByText('You may not patch rollouts/status')).toBeTruthy();
    expect(screen.getByText('conductors may')).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  test('a plan that cannot be made says why, in the upstream words', async () => {
    open({
      'rollback.plan': () =>
        Promise.resolve(
          fail('unreachable', 'prod-eu-west does not answer.', { upstream: { source: 'kube-apiserver', text: 'ECONNREFUSED' } }),
        ),
    });
    expect(await screen.findByText('ECONNREFUSED')).toBeTruthy();
    expect(screen.getByText('prod-eu-west does not answer.')).toBeTruthy();
  });
});

describe('by keyboard, from armed to its end', () => {
  test('the second button sends this plan with this reason, and the end is shown', async () => {
    const asked: unknown[] = [];
    const running = sampleAct();
    const traffic = { ...running.clock.traffic, state: 'reached' as const, seconds: 17.4 };
    const done: Act = { ...running, planId: plan.planId, state: 'effective', missing: '', clock: { ...running.clock, traffic } };
    open({
      'rollback.execute': (input) => {
        asked.push(input);
        return Promise.resolve(ok({ act: done, newPlan: null }));
      },
    });
    await screen.findByRole('button', { name: /hold to roll back/i });
    giveReason('  40% of payments fail ');
    press(/hold to roll back/i);
    press(/roll payments back now/i);
    expect(await screen.findByRole('heading', { name: 'payments is back on 2.13.4' })).toBeTruthy();
    expect(asked).toEqual([{ planId: plan.planId, reason: '40% of payments fail' }]);
  });

  test('a changed basis is refused and the new plan shown, with what changed', async () => {
    const refused: Act = {
      ...sampleAct(),
      planId: plan.planId,
      state: 'refused',
      error: { kind: 'stale', message: 'Another version became stable.' },
    };
    open({
      'rollback.execute': () =>
        Promise.resolve(ok({ act: refused, newPlan: { ...plan, planId: 'plan-2', to: { ...plan.to, label: '2.13.3' } } })),
    });
    await screen.findByRole('button', { name: /hold to roll back/i });
    giveReason('errors');
    press(/hold to roll back/i);
    press(/roll payments back now/i);
    expect(await screen.findByText(/It changed. Another version became stable./)).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Roll payments back to 2.13.3' })).toBeTruthy();
  });
});

test('while metrics still count requests on the version taken back, no line of the sheet says effective', async () => {
  const act: Act = {
    ...sampleAct(),
    planId: plan.planId,
    state: 'effective',
    missing: '',
    trafficSeen: { perSecond: 2.04, at: exampleNow - 3_000 },
  };
  open({ 'rollback.execute': () => Promise.resolve(ok({ act, newPlan: null })) });
  await screen.findByRole('button', { name: /hold to roll back/i });
  giveReason('errors');
  press(/hold to roll back/i);
  press(/roll payments back now/i);
  expect(await screen.findByRole('heading', { name: 'payments is going back to 2.13.4' })).toBeTruthy();
  expect(screen.getByText('Weights are back, traffic still seen')).toBeTruthy();
  expect(screen.getByText(/^2\.0 requests\/s on 2\.14\.0/)).toBeTruthy();
  expect(screen.queryByText(/effective/i)).toBeNull();
  expect(screen.getByRole('row', { name: /^running Traffic/ })).toBeTruthy();
});

describe('somebody who came to watch an act', () => {
  const back: Act = { ...sampleAct(), auditId: 'theirs', planId: null, state: 'effective', missing: '' };

  test('sees that act though it is effective already, and nothing that could be sent; no plan is made', async () => {
    const planned = vi.fn();
    open({ 'rollback.plan': planned }, [['theirs', back]], 'theirs');
    expect(await screen.findByText('Weights are back, traffic not read yet')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /hold to/i })).toBeNull();
    expect(planned).not.toHaveBeenCalled();
  });

  test('is told when the desk has forgotten it, and gets no plan in its place', async () => {
    open({}, [], 'theirs');
    expect(await screen.findByText('This act does not run on this desk any more.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /hold to/i })).toBeNull();
  });
});

describe('a plan that says no to itself', () => {
  const text = '9.1.0 cannot carry 100% now: 2 of 3 pods ready. The rest must start first';
  const short: RollbackPlan = {
    ...plan,
    routing: 'pods',
    stableCanTakeAll: false,
    checks: plan.checks.map((check) => (check.id === 'capacity' ? { ...check, verdict: 'no', text } : check)),
  };

  test('has its warning at the prediction too, on a phone above the fold, and does not promise weights to a rollout without a route', async () => {
    open({ 'rollback.plan': () => Promise.resolve(ok(short)) });
    const prediction = await screen.findByRole('region', { name: 'Prediction' });
    expect(within(prediction).getByText(text)).toBeTruthy();
    expect(document.querySelector('.phone-sends')?.textContent).toContain(text);
    expect(screen.getByText('No route: the traffic goes back as the pods do. The spec still asks for the version.')).toBeTruthy();
    expect(screen.queryByText(/weights back/i)).toBeNull();
  });
});

test('the button says that a reason is missing before anybody holds it', async () => {
  open();
  expect(await screen.findByRole('button', { name: /hold to roll back.*: give a reason first/i })).toBeTruthy();
  giveReason('errors');
  expect(screen.queryByText(/give a reason first/)).toBeNull();
});

test('a rollback that runs on another desk is shown with its clock', async () => {
  open({}, [['a', { ...sampleAct(), planId: 'theirs' }]]);
  expect(await screen.findByText('Sent, not yet effective')).toBeTruthy();
  expect(screen.getByRole('row', { name: /Traffic/ })).toBeTruthy();
});

test('Escape closes, and disarms first', async () => {
  const { onClose } = open();
  await screen.findByRole('button', { name: /hold to roll back/i });
  giveReason('errors');
  press(/hold to roll back/i);
  fireEvent.keyDown(window, { key: 'Escape' });
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Roll payments back now' })).toBeNull());
  expect(onClose).not.toHaveBeenCalled();
  fireEvent.keyDown(window, { key: 'Escape' });
  expect(onClose).toHaveBeenCalled();
});

test('each phase of the clock is read out once, as it is reached', async () => {
  const first = { ...sampleAct(), planId: 'theirs' };
  const reached = { ...first.clock.traffic, state: 'reached' as const, seconds: 17.4 };
  let say = (_act: Act) => {};
  const messages = new ReadableStream<LiveMessage<Act>>({
    start(controller) {
      controller.enqueue({ type: 'snapshot', at: exampleNow, items: [['a', first]] });
      say = (act) => controller.enqueue({ type: 'patch', at: exampleNow, set: [['a', act]], removed: [] });
    },
  });
  open({ 'rollback.watch': () => messages });
  const clock = await screen.findByRole('status', { name: 'Clock of the rollback' });
  await waitFor(() => expect(clock.textContent).toBe('Accepted after 0.2 s. Weight back after 2.9 s.'));
  say({ ...first, clock: { ...first.clock, traffic: reached } });
  await waitFor(() => expect(clock.textContent).toBe('Traffic seen back after 17 s.'));
});
