import { describe, expect, it } from 'vitest';
import { createNoCi } from '../no-ci.ts';
import { describeCi } from './ci-conformance.ts';
import { createMemoryCi, emptyRepository } from './memory-ci.ts';

describeCi('memory', async () => {
  const ci = createMemoryCi({ now: () => 1_000 });
  const url = 'https://ci.example/';
  const run = { repository: 'shop/payments', workflow: 'build', state: 'passed' as const, words: 'completed, success', url, endedAt: 9 };
  const commits = ['a', 'b', 'c'].map((sha, at) => ({ sha, author: 'mira', title: sha, at, files: [`${sha}.ts`] }));
  const digest = `sha256:${'1'.repeat(64)}`;
  const image = `registry.example/shop/payments:2.14.0@${digest}`;
  const deployment = {
    repository: 'shop/payments',
    environment: 'staging',
    version: '2.14.0',
    image,
    digest,
    by: 'mira',
    url,
    updatedAt: 9,
  };
  const passed = { state: 'passed' as const, words: 'success' };
  ci.repositories.set(
    'shop/payments',
    emptyRepository({
      commits,
      runs: [
        { ...run, id: '1', commit: 'a', startedAt: 1 },
        { ...run, id: '2', commit: 'c', startedAt: 5 },
      ],
      jobs: { '2': [{ id: '3', name: 'build', state: 'passed', words: 'success', url, startedAt: 5, endedAt: 9 }] },
      checks: [{ id: '3', name: 'build', commit: 'c', state: 'passed', words: 'success', url, endedAt: 9 }],
      deployments: [
        { ...deployment, ...passed, id: '4', commit: 'a', createdAt: 2 },
        { ...deployment, ...passed, id: '5', commit: 'c', createdAt: 6 },
      ],
    }),
  );
  const approval = { runId: '7', reviewers: ['lead'], waitMinutes: 0, since: 1 };
  ci.repositories.set(
    'shop/orders',
    emptyRepository({
      runs: [{ ...run, id: '7', repository: 'shop/orders', commit: 'd', state: 'waiting', words: 'waiting', startedAt: 1 }],
      approvals: [
        { ...approval, environmentId: '8', environment: 'staging', mayApprove: true },
        { ...approval, environmentId: '9', environment: 'lab', mayApprove: false },
      ],
    }),
  );
  return { ci, repository: 'shop/payments', waitingRepository: 'shop/orders', close: async () => {} };
});

describe('a desk without CI', () => {
  it('says that none is configured, and has no health', async () => {
    const ci = createNoCi();
    expect(ci.health()).toBeNull();
    expect(await ci.runs('shop/payments', {}, new AbortController().signal)).toMatchObject({ ok: false, error: { kind: 'unsupported' } });
  });
});
