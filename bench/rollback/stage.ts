import type { Target } from '#shared/domain/rollouts/target.ts';
import { startControlPlane } from '../support/control-plane.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { mergePatch, type RawApi, rawApi } from '../support/raw-api.ts';
import { createNamespace, createRollout, namespace, pausedStatus, statusPath } from '../support/rollouts.ts';
import { take } from '../support/taken.ts';

/** Everybody acts as this user of the control plane. */
const user = 'conductor';

/** Two equal Rollouts on a real API server, and a desk with the page of the first one open. */
export interface Stage {
  readonly raw: RawApi;
  /** For what a controller would write; not measured. */
  readonly admin: RawApi;
  readonly ours: 'ours';
  readonly theirs: 'theirs';
  /**
   * Plans, holds as a person does, executes, and lets `controller` play its part once the API server has accepted.
   * Resolves with the milliseconds from held to accepted, both from the act's own clock: the socket is not counted.
   */
  rollBack(lever: { lever: 'abort' | 'undo'; toRevision: number | null }, controller: () => Promise<unknown>): Promise<number>;
  writeStatus(name: string, status: object): Promise<unknown>;
  /** As long as a person looks at a plan: what the last change set off has gone quiet. */
  hold(): Promise<void>;
  stop(): Promise<void>;
}

const holdMs = 500;

export async function setStage(): Promise<Stage> {
  const controlPlane = startControlPlane();
  const admin = rawApi(controlPlane.kubeconfig, 'admin');
  const raw = rawApi(controlPlane.kubeconfig, user);
  await createNamespace(admin);
  await Promise.all(['ours', 'theirs'].map((name) => createRollout(admin, name, 3, pausedStatus(3))));
  const desk = await startDesk(controlPlane.kubeconfig, user);
  const target: Target = { context: user, namespace, kind: 'Rollout', name: 'ours' };
  const leaving = new AbortController();
  const screen = await openScreen(desk, target, leaving.signal);
  const hold = () => new Promise<void>((resolve) => setTimeout(resolve, holdMs));

  return {
    raw,
    admin,
    ours: 'ours',
    theirs: 'theirs',
    writeStatus: (name, status) => admin.send('PATCH', statusPath(name), { status }, mergePatch),
    hold,
    async rollBack(lever, controller) {
      const plan = await desk.client.rollback.plan({ target, ...lever });
      if (!plan.ok) throw new Error(plan.error.message);
      await hold();
      const accepted = screen.accepted(plan.value.planId).then(controller);
      const outcome = await desk.client.rollback.execute({ planId: plan.value.planId, reason: 'benchmark', timeoutSeconds: 30 });
      if (!outcome.ok) throw new Error(outcome.error.message);
      const { act } = outcome.value;
      if (act.state !== 'effective' || act.sent !== 1) throw new Error(`${act.state}: ${act.error?.message ?? act.missing}`);
      await accepted;
      return (act.clock.accepted.at ?? Number.NaN) - (act.clock.held.at ?? Number.NaN);
    },
    async stop() {
      leaving.abort();
      await desk.stop();
      await Promise.all([admin.close(), raw.close()]);
      controlPlane.stop();
    },
  };
}

/** The subscriptions of a person who came from the list, all taken as a page takes them; `accepted` resolves when the act of that plan shows its mark. */
async function openScreen({ client }: Desk, target: Target, signal: AbortSignal) {
  const waiting = new Map<string, () => void>();
  const list = await client.rollouts.watch({ contexts: null, namespace: null }, { signal });
  await firstOf(list);
  const page = await client.rollouts.watchOne({ target }, { signal });
  await firstOf(page);
  const acts = await client.rollback.watch({ target }, { signal });
  void take(list);
  void take(page);
  void take(acts, ({ planId, clock }) => {
    if (planId !== null && clock.accepted.state === 'reached') waiting.get(planId)?.();
  });
  return { accepted: (planId: string) => new Promise<void>((resolve) => waiting.set(planId, resolve)) };
}

async function firstOf(messages: AsyncIterator<unknown>): Promise<void> {
  if ((await messages.next()).done === true) throw new Error('The page did not open.');
}
