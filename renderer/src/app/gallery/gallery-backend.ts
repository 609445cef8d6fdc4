import { createORPCClient } from '@orpc/client';
import type { AuditVerdict } from '#shared/contract/audit.ts';
import type { LiveMessage } from '#shared/contract/procedure.ts';
import { ok } from '#shared/contract/result.ts';
import { exampleNow } from '#shared/domain/rollouts/testing/example-workload.ts';
import type { Backend, Client } from '../../lib/backend.ts';
import { createConnectionStore } from '../../lib/connection-store.ts';
import { sampleHistory } from '../../testing/health-sample.ts';
import { sampleDial, samplePage, samplePlan } from '../../testing/samples.ts';
import { sampleMetricsTest, sampleRights, sampleSettings } from '../../testing/settings-sample.ts';
import { sampleSandbox } from '../../testing/sandbox-sample.ts';
import { galleryAct, galleryConnections, galleryEntries, galleryHead, galleryRows } from './gallery-samples.ts';

/** What the desk says to a procedure or a subscription, by its path: `rollback.plan`. */
export type Answers = Readonly<Record<string, (signal: AbortSignal | undefined) => unknown>>;

/** One snapshot, and then nothing: a desk where time stands. */
export async function* still<V>(items: [string, V][], signal: AbortSignal | undefined): AsyncGenerator<LiveMessage<V>> {
  yield { type: 'snapshot', at: exampleNow, items };
  await new Promise((resolve) => signal?.addEventListener('abort', resolve));
}

/** A desk that says this once, is killed, and never comes back: what it said has been drawn by then. */
export function killedAfter<V>(items: [string, V][]): (signal: AbortSignal | undefined) => AsyncGenerator<LiveMessage<V>> {
  let killed = false;
  return async function* told(signal) {
    if (!killed) {
      yield { type: 'snapshot', at: exampleNow, items };
      await new Promise((resolve) => setTimeout(resolve, 100));
      killed = true;
      throw new Error('connect ECONNREFUSED 127.0.0.1:8443');
    }
    await new Promise((resolve) => signal?.addEventListener('abort', resolve));
  };
}

const galleryVerdict: AuditVerdict = {
  intact: true,
  entries: 48_214,
  head: null,
  fingerprints: ['3cf80b5d91e7a264d85c13fb0e4976a8b2d60f177ca95e3046f1d8c31b9ea054'],
  checkpoints: 3,
  signedUpTo: 48_200,
  firstBad: null,
  openIntents: 0,
  unpairedOutcomes: 0,
  cannotExclude: ['A cut at the end: later entries may be missing. Give --head SEQ:HASH, noted elsewhere, to exclude it.'],
  tookMs: 412,
};

const noKubeconfig = sampleSettings({
  kubeconfigs: [{ path: '/home/mia/.kube/config', origin: 'usual place', state: 'missing', contexts: [], problem: null }],
  access: [],
});

/**
 * A desk of fixed samples behind the real screens, to look at them: development and tests only, never in a build.
 * Switches: `rows=5000`, `act=running|traffic|effective|sent|refused|unreachable`, `silent`, `quiet`, `viewer`, `empty`, `sandbox`.
 */
export function galleryBackend(query: URLSearchParams, more: Answers = {}): Backend {
  const page = samplePage(
    exampleNow,
    query.has('quiet')
      ? { disagreement: null, attention: { group: 'moving', state: 'progressing', sentence: 'Next step in 6 m 40 s', since: exampleNow } }
      : query.has('silent')
        ? {
            silent: {
              kind: 'unreachable',
              message: 'No word from prod-eu-west for 3 m 12 s.',
              upstream: { source: 'kube-apiserver prod-eu-west', text: 'connect ECONNREFUSED 10.0.0.1:6443' },
            },
          }
        : query.get('act') === 'effective'
          ? { dial: sampleDial(0, 0, 0, exampleNow), disagreement: null }
          : query.get('act') === 'traffic'
            ? { dial: sampleDial(0, 0, 2.4, exampleNow), disagreement: null }
            : {},
  );
  const plan = samplePlan(
    exampleNow,
    query.has('viewer') ? { permission: { may: false, text: 'You may not patch rollouts/status', whoMay: 'Whoever has it may' } } : {},
  );
  const act = query.get('act');
  const backAt = act === 'effective' ? exampleNow - 75_000 : null;
  const answers: Answers = {
    'connections.watch': (signal) => still(galleryConnections(query.has('empty'), query.has('reading') ? 'reading' : 'live'), signal),
    'connections.sandbox': (signal) => still(query.has('sandbox') ? [['sandbox', sampleSandbox()]] : [], signal),
    'connections.settings': () => Promise.resolve(ok(query.has('empty') ? noKubeconfig : sampleSettings())),
    'connections.ci': () => Promise.resolve(ok({ ci: null })),
    'connections.rights': () => Promise.resolve(sampleRights('prod-eu-west')),
    'connections.testMetrics': () => Promise.resolve(ok(sampleMetricsTest())),
    'connections.steerSandbox': () => Promise.resolve(ok(sampleSandbox())),
    'rollouts.watch': (signal) => still(query.has('empty') ? [] : galleryRows(Number(query.get('rows') ?? 40)), signal),
    'rollouts.watchOne': (signal) => still([['page', page]], signal),
    'rollouts.history': () =>
      Promise.resolve(ok(sampleHistory(exampleNow, page.detail.workload.stableHash, page.detail.workload.currentHash, backAt))),
    'rollouts.prepare': () => Promise.resolve(ok({ writes: plan.writes, kubectl: plan.kubectl, at: exampleNow })),
    'rollback.watch': (signal) => still(act === null ? [] : [['a', galleryAct(act)]], signal),
    'rollback.plan': () => Promise.resolve(ok(plan)),
    'rollback.execute': () => Promise.resolve(ok({ act: galleryAct(act ?? 'effective'), newPlan: null })),
    'rollouts.act': () => Promise.resolve(ok(galleryAct('effective'))),
    'audit.watch': (signal) => still([['head', galleryHead]], signal),
    'audit.list': () => Promise.resolve(ok({ entries: query.has('empty') ? [] : galleryEntries(), head: null })),
    'audit.signature': () => Promise.resolve(ok(null)),
    'audit.verification': (signal) => still([['verification', { read: 48_214, of: 48_214, error: null, verdict: galleryVerdict }]], signal),
    ...more,
  };
  const client = createORPCClient<Client>({
    call: async (path, _input, options) => {
      const answer = answers[path.join('.')];
      if (answer === undefined) throw new Error(`the gallery has no ${path.join('.')}`);
      return answer(options.signal);
    },
  });
  return { client, connection: createConnectionStore('open'), close: () => {} };
}
