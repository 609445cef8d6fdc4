import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createManualClock } from '../../controllers/testing/manual-clock.ts';
import { loaded } from '../../scenarios/testing/stage.ts';
import { createShopCi } from './shop-ci.ts';
import { startGithubServer } from './start-github-server.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function server(limit?: number) {
  const clock = createManualClock();
  const ci = createShopCi({ scenario: loaded('release-train'), clock, seed: 1 });
  const github = await startGithubServer({ ci: () => ci, clock, ...(limit === undefined ? {} : { limit }) });
  stops.push(github.stop);
  const ask = (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
    fetch(`${github.url}${path}`, { ...init, headers: { authorization: `token ${github.token}`, ...headers } });
  return { clock, github, ask };
}

const Runs = z.object({
  total_count: z.number(),
  workflow_runs: z.array(z.object({ id: z.number(), name: z.string(), conclusion: z.string().nullable() })),
});

describe("the sandbox's GitHub", () => {
  it('answers nobody without the token', async () => {
    const { github } = await server();
    for (const headers of [{}, { authorization: 'token ghp_wrong' }]) {
      const answer = await fetch(`${github.url}/repos/shop/payments`, { headers });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ message: expect.stringMatching(/Bad credentials|Requires authentication/) });
    }
  });

  it('what has not changed is 304 and costs nothing', async () => {
    const { ask } = await server();
    const first = await ask('/repos/shop/payments/deployments');
    const etag = first.headers.get('etag') ?? '';
    const second = await ask('/repos/shop/payments/deployments', { 'if-none-match': etag });
    expect(second.status).toBe(304);
    expect(second.headers.get('x-ratelimit-remaining')).toBe(first.headers.get('x-ratelimit-remaining'));
  });

  it('lists in pages and says where the others are', async () => {
    const { ask } = await server();
    const answer = await ask('/repos/shop/payments/actions/runs?per_page=2&page=2');
    expect(answer.headers.get('link')).toMatch(/page=1>; rel="first".*page=3>; rel="next"/);
    expect(Runs.parse(await answer.json()).workflow_runs).toHaveLength(2);
  });

  it('allows so many requests an hour, and says when the next begins', async () => {
    const { ask, clock } = await server(2);
    await ask('/user');
    await ask('/user');
    const refused = await ask('/user');
    expect(refused.status).toBe(403);
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(Number(refused.headers.get('x-ratelimit-reset')) * 1_000).toBe(clock.now() + 3_600_000);
    clock.run(3_600_000);
    expect((await ask('/user')).status).toBe(200);
  });

  it('tries a red check again', async () => {
    const { ask, clock } = await server();
    const runs = async () => Runs.parse(await (await ask('/repos/shop/notifications/actions/runs?branch=main')).json()).workflow_runs;
    const red = (await runs()).find(({ conclusion }) => conclusion === 'failure');
    const again = await ask(`/repos/shop/notifications/actions/runs/${red?.id}/rerun-failed-jobs`, {}, { method: 'POST' });
    expect(again.status).toBe(201);
    clock.run(10_000);
    expect((await runs()).find(({ id }) => id === red?.id)?.conclusion).toBeNull();
    clock.run(60_000);
    expect((await runs()).find(({ id }) => id === red?.id)?.conclusion).toBe('success');
  });

  it.each([
    '/repos/shop/nothing',
    '/repos/shop/payments/nothing',
    '/orgs/shop',
    '/repos/shop/payments/actions/runs/1',
    '/repos/shop/payments/%zz',
  ])('%s is not found', async (path) => {
    const { ask } = await server();
    expect((await ask(path)).status).toBe(404);
  });

  it('links lead to a page that says what it is, and escapes what it was asked for', async () => {
    const { github } = await server();
    const answer = await fetch(new URL('/shop/<script>alert(1)', github.url));
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).not.toContain('<script');
  });
});
