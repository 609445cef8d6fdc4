// @vitest-environment happy-dom
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { act, cleanup, configure, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { AuditHead } from '#shared/contract/audit.ts';
import type { LiveMessage } from '#shared/contract/procedure.ts';
import { ok } from '#shared/contract/result.ts';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import { targetKey } from '#shared/domain/rollouts/target.ts';
import { exampleNow } from '#shared/domain/rollouts/testing/example-workload.ts';
import type { AttentionView } from '#shared/domain/rollouts/views.ts';
import { handClock, renderOnDesk } from '../../../testing/desk.tsx';
import { samplePage, sampleRow } from '../../../testing/samples.ts';
import { useNotices } from './use-notices.ts';

beforeAll(() => configure({ asyncUtilTimeout: 4_000 }));
afterEach(cleanup);

/** A stream that says what it is told to. */
function told<V>(first: [string, V][]) {
  const waiting: LiveMessage<V>[] = [{ type: 'snapshot', at: exampleNow, items: first }];
  let wake = () => {};
  return {
    say(...set: [string, V][]) {
      waiting.push({ type: 'patch', at: exampleNow, set, removed: [] });
      wake();
    },
    async *stream(): AsyncGenerator<LiveMessage<V>> {
      for (;;) {
        const next = waiting.shift();
        if (next === undefined) await new Promise<void>((resolve) => (wake = resolve));
        else yield next;
      }
    },
  };
}

const sample = sampleRow(samplePage(), exampleNow);
const key = targetKey(sample.workload.target);
const row = (attention: Partial<AttentionView>): [string, RolloutRow] => [
  key,
  { ...sample, attention: { ...sample.attention, ...attention } },
];
const well = row({ group: 'moving', state: 'progressing', sentence: 'Next step in 6 m.' });
const degraded = row({ group: 'needs-a-human', state: 'degraded', sentence: '2.14.0 fails 15.9% of its requests. Roll back to 2.13.4' });
const aborted = row({ group: 'needs-a-human', state: 'aborted', sentence: 'Aborted.' });
const head = (seq: number): [string, AuditHead] => ['head', { seq, hash: '', fingerprint: '', orphans: [], problem: null, at: exampleNow }];

/** A desk on another page, where payments has just turned degraded. */
async function toldDegraded() {
  const rows = told([well]);
  const heads = told([head(0)]);
  const hand = handClock();
  const entries: AuditEntry[] = [];
  function Screen(): null {
    useNotices();
    return null;
  }
  const root = createRootRoute({ component: Screen });
  const paths = ['/', '/rollouts/$context/$namespace/$kind/$name'];
  const routes = paths.map((path) => createRoute({ getParentRoute: () => root, path }));
  const router = createRouter({ routeTree: root.addChildren(routes), history: createMemoryHistory() });
  renderOnDesk(
    <RouterProvider router={router as never} />,
    {
      'rollouts.watch': () => rows.stream(),
      'audit.watch': () => heads.stream(),
      'audit.list': () => Promise.resolve(ok({ entries, nextBeforeSeq: null })),
    },
    hand,
  );
  const look = () =>
    act(() => {
      hand.advance(1_000);
      hand.clock.heard(hand.clock.now());
    });
  await waitFor(() => expect(router.state.status).toBe('idle'));
  look();
  rows.say(degraded);
  await waitFor(() => {
    look();
    expect(notice()).toContain('payments is degraded.');
  });
  return { rows, heads, entries, look, router };
}
const notice = () => screen.getByRole('log').textContent;

test('a line says what and where without a figure that would age', async () => {
  await toldDegraded();
  expect(notice()).toMatch(/^payments is degraded\. Seen \d\d:\d\d:\d\d, prod-eu-west \/ shop/);
  expect(notice()).not.toContain('%');
});

test('it goes by itself once the rollout is well', async () => {
  const { rows, look } = await toldDegraded();
  rows.say(well);
  await waitFor(() => {
    look();
    expect(notice()).toBe('');
  });
});

test('what became something else is said in its words of now', async () => {
  const { rows, look } = await toldDegraded();
  rows.say(aborted);
  await waitFor(() => {
    look();
    expect(notice()).toContain('payments is aborted.');
  });
  expect(notice()).not.toContain('degraded');
});

test('it goes once its page is opened', async () => {
  const { router } = await toldDegraded();
  const { context, namespace, kind, name } = sample.workload.target;
  await act(() => router.navigate({ to: `/rollouts/${context}/${namespace}/${kind}/${name}` } as never));
  await waitFor(() => expect(notice()).toBe(''));
});

test('it goes once somebody holds a rollback of it, though the rollout is not back yet', async () => {
  const { heads, entries } = await toldDegraded();
  entries.push({
    seq: 1,
    hash: 'b'.repeat(64),
    previousHash: 'a'.repeat(64),
    auditId: 'act',
    phase: 'intent',
    at: new Date(exampleNow).toISOString(),
    actor: { name: 'm.okafor', source: 'SelfSubjectReview' },
    role: 'operator',
    action: 'rollback.execute',
    target: key,
    reason: '15% fail',
    outcome: null,
    writer: { host: 'desk-1', pid: 1, startedAt: '' },
    detail: {},
  });
  heads.say(head(1));
  await waitFor(() => expect(notice()).toBe(''));
});
