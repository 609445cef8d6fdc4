import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import type { Ci } from '#core/ports/ci.ts';
import { createPinoLog } from '../log/pino-log.ts';
import { answeringServer, type Heard, type Said } from './testing/answering-server.ts';
import { ciOn } from './testing/ci-on.ts';

const signal = new AbortController().signal;
const repository = 'shop/payments';
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function github(answer: (asked: Heard, index: number) => Said | null, over: Parameters<typeof ciOn>[1] = {}) {
  let index = 0;
  const server = await answeringServer((asked) => answer(asked, (index += 1) - 1));
  closing.push(server.close);
  return { server, ci: ciOn(server.url, over) };
}

/** A clock in the test's hands. */
function handClock(now = 1_700_000_000_000) {
  const state = { now };
  return { state, clock: { now: () => state.now, monotonic: () => state.now, sleep: async () => {} } };
}

const runs = (ci: Ci) => ci.runs(repository, {}, signal);
const noRuns = { body: { total_count: 0, workflow_runs: [] } };
const run = (id: number) => ({
  id,
  name: 'build',
  head_sha: 'abc',
  status: 'completed',
  conclusion: 'success',
  html_url: '',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:01:00Z',
});
const limits = (remaining: number, resetSeconds: number, nowMs: number) => ({
  'x-ratelimit-limit': '5000',
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-reset': String(Math.round(nowMs / 1_000) + resetSeconds),
  date: new Date(nowMs).toUTCString(),
});

describe('reads are conditional', () => {
  test('GitHub is told what is known; a 304 is the same answer, newer', async () => {
    const { state, clock } = handClock();
    const { ci, server } = await github(
      ({ headers }) =>
        headers['if-none-match'] === 'W/"one"'
          ? { status: 304, headers: { etag: 'W/"one"' } }
          : { body: { total_count: 1, workflow_runs: [run(1)] }, headers: { etag: 'W/"one"' } },
      { clock },
    );
    const first = await runs(ci);
    state.now += 60_000;
    const second = await runs(ci);
    expect(server.heard.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, 'W/"one"']);
    if (!first.ok || !second.ok) throw new Error('both answer');
    expect(second.value.value).toEqual(first.value.value);
    expect(second.value.at).toBe(first.value.at + 60_000);
    expect(ci.health()?.aliveAt).toBe(state.now);
  });

  test('nothing moved for a while: the desk asks less often', async () => {
    const { state, clock } = handClock();
    const { ci } = await github(
      ({ headers }) => (headers['if-none-match'] === undefined ? { ...noRuns, headers: { etag: '"1"' } } : { status: 304 }),
      {
        clock,
      },
    );
    await runs(ci);
    const busy = ci.health()?.periodMs ?? 0;
    state.now += 15 * 60_000;
    await runs(ci);
    expect(ci.health()?.periodMs).toBeGreaterThan(busy);
  });
});

describe('the rate limit', () => {
  test('used up: no further request leaves until it is renewed, whoever asks', async () => {
    const { state, clock } = handClock();
    const { ci, server } = await github(() => ({ ...noRuns, headers: limits(0, 90, state.now) }), { clock });
    expect(await runs(ci)).toMatchObject({ ok: true });
    for (const ask of [runs(ci), ci.checks(repository, 'main', signal), ci.approvals(repository, '1', signal)])
      expect(await ask).toMatchObject({ ok: false, error: { kind: 'rate-limited', retryAfterSeconds: 90 } });
    expect(server.heard).toHaveLength(1);
    expect(ci.health()).toMatchObject({ remaining: 0, problem: { kind: 'rate-limited' } });
    state.now += 91_000;
    expect(await runs(ci)).toMatchObject({ ok: true });
    expect(ci.health()?.problem).toBeNull();
  });

  test('refused with 403: said at once with the seconds, not sat out', async () => {
    const { state, clock } = handClock();
    const { ci, server } = await github(
      () => ({ status: 403, body: { message: 'API rate limit exceeded for user ID 1.' }, headers: limits(0, 600, state.now) }),
      { clock },
    );
    expect(await runs(ci)).toMatchObject({
      error: { kind: 'rate-limited', retryAfterSeconds: 600, upstream: { text: 'API rate limit exceeded for user ID 1.', status: 403 } },
    });
    expect(server.heard).toHaveLength(1);
  });

  test.each([
    [403, { 'retry-after': '30' }, 30],
    [403, {}, 60],
    [429, {}, 60],
  ])('a secondary limit (%i, %j) holds for %i s', async (status, headers, seconds) => {
    const { clock } = handClock();
    const body = { message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.' };
    const { ci, server } = await github(() => ({ status, body, headers }), { clock });
    expect(await runs(ci)).toMatchObject({ error: { kind: 'rate-limited', retryAfterSeconds: seconds } });
    expect(await runs(ci)).toMatchObject({ error: { kind: 'rate-limited', retryAfterSeconds: seconds } });
    expect(server.heard).toHaveLength(1);
  });

  test("a clock that differs from the server's does not matter", async () => {
    const { clock } = handClock(5_000);
    const { ci } = await github(() => ({ ...noRuns, headers: limits(0, 120, 1_900_000_000_000) }), { clock });
    await runs(ci);
    expect(await runs(ci)).toMatchObject({ error: { retryAfterSeconds: 120 } });
  });
});

describe('what goes wrong', () => {
  test.each([
    [401, 'unauthenticated', 'Bad credentials'],
    [403, 'forbidden', 'Resource not accessible by personal access token'],
    [404, 'not-found', 'Not Found'],
    [410, 'not-found', 'This feature is disabled'],
    [422, 'invalid', 'Validation Failed'],
  ])('%i is %s, in both words, and not tried again', async (status, kind, message) => {
    const { ci, server } = await github(() => ({ status, body: { message } }));
    expect(await runs(ci)).toMatchObject({ ok: false, error: { kind, upstream: { text: message, status } } });
    expect(server.heard).toHaveLength(1);
  });

  test('trouble of its own is tried again, then said', async () => {
    const { ci, server } = await github(() => ({ status: 502, body: '<html><body>Unicorn!</body></html>' }));
    expect(await runs(ci)).toMatchObject({ error: { kind: 'unreachable' } });
    expect(server.heard).toHaveLength(3);
    const { ci: other } = await github((_, index) => (index === 0 ? { status: 500, body: { message: 'Server Error' } } : noRuns));
    expect(await runs(other)).toMatchObject({ ok: true });
  });

  test('a page in place of an answer is not an empty list, nor is nothing at all', async () => {
    const { ci } = await github(() => ({ body: '<!doctype html><title>Sign in</title>' }));
    expect(await runs(ci)).toMatchObject({ error: { kind: 'unreachable', upstream: { text: expect.stringContaining('Sign in') } } });
    expect(await runs((await github(() => ({}))).ci)).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
  });

  test.each([[{}], [{ workflow_runs: null }], [{ workflow_runs: [{ id: 'x' }] }], [null], [[]]])('%j is no list of runs', async (body) => {
    const { ci } = await github(() => ({ body }));
    expect(await runs(ci)).toMatchObject({ ok: false, error: { kind: 'unsupported' } });
  });

  test('nobody there, and nobody who answers', async () => {
    const { ci, server } = await github(() => null, { deadlineMs: 300 });
    expect(await runs(ci)).toMatchObject({ error: { kind: 'unreachable', message: expect.stringContaining('0.3 s') } });
    await server.close();
    closing.length = 0;
    expect(await runs(ciOn(server.url))).toMatchObject({ error: { kind: 'unreachable' } });
  });

  test('a review is never sent twice by itself', async () => {
    const pending = [{ environment: { id: 7, name: 'staging' }, current_user_can_approve: true }];
    const { ci, server } = await github(({ method }) => (method === 'GET' ? { body: pending } : { status: 502, body: { message: 'no' } }));
    const review = { environmentIds: ['7'], state: 'approved' as const, comment: 'yes' };
    expect(await ci.review(repository, '1', review, signal)).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
    expect(server.heard.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  test('half of the checks is not all of them', async () => {
    const { ci } = await github(({ path }) => ({
      body: path.includes('check-runs') ? { check_runs: [] } : { sha: 'abc', statuses: [] },
      headers: { link: '<http://127.0.0.1:1/?page=99>; rel="next"' },
    }));
    expect(await ci.checks(repository, 'main', signal)).toMatchObject({ ok: false, error: { kind: 'unsupported' } });
  });
});

test('pages are followed by number: no answer can send the token elsewhere', async () => {
  const elsewhere = await answeringServer(() => noRuns);
  closing.push(elsewhere.close);
  const { ci, server } = await github(({ path }) => {
    const page = Number(new URL(path, 'http://x').searchParams.get('page'));
    const link = `<${elsewhere.url}/repos/shop/payments/actions/runs?page=${page + 1}>; rel="next"`;
    return { body: { workflow_runs: [run(page)] }, headers: page < 3 ? { link } : {} };
  });
  const found = await ci.runs(repository, { commit: 'abc' }, signal);
  expect(found.ok && found.value.value.map(({ id }) => id).toSorted()).toEqual(['1', '2', '3']);
  expect(server.heard).toHaveLength(3);
  expect(elsewhere.heard).toHaveLength(0);
});

describe('deployments', () => {
  const listed = { id: 5, sha: 'abc', ref: 'v1', environment: 'staging', payload: {}, created_at: '2026-01-01T10:00:00Z' };
  const status = (state: string, minute: number) => ({ state, created_at: `2026-01-01T10:0${minute}:00Z` });
  const of =
    (statuses: unknown[], updated_at = '2026-01-01T10:00:00Z') =>
    (asked: Heard) => ({
      body: asked.path.includes('/statuses') ? statuses : [{ ...listed, updated_at }],
    });
  const first = async (ci: Ci) => {
    const answer = await ci.deployments(repository, {}, signal);
    return answer.ok ? answer.value.value[0] : answer.error;
  };

  test.each([
    [[], 'unknown', 'no status yet', 0],
    [[status('success', 2), status('in_progress', 1)], 'passed', 'success', 2],
    [[status('in_progress', 1), status('failure', 3), status('queued', 0)], 'failed', 'failure', 3],
    // A later deployment took its place; how this one ended, and when, is what it was.
    [[status('inactive', 5), status('success', 2), status('in_progress', 1)], 'passed', 'success, inactive', 2],
    [[status('inactive', 5)], 'unknown', 'no status yet, inactive', 0],
  ])('%j is %s', async (statuses, state, words, minute) => {
    const { ci } = await github(of(statuses));
    expect(await first(ci)).toMatchObject({ state, words, updatedAt: Date.UTC(2026, 0, 1, 10, minute) });
  });

  test('one that is over is not asked about each time; one that goes on is', async () => {
    for (const [end, requests] of [
      ['success', 3],
      ['in_progress', 4],
    ] as const) {
      const { state, clock } = handClock();
      const { ci, server } = await github(of([status(end, 1)]), { clock });
      await first(ci);
      await first(ci);
      expect(server.heard).toHaveLength(requests);
      state.now += 61_000;
      await first(ci);
      expect(server.heard).toHaveLength(requests + 2);
    }
  });
});

describe('the token', () => {
  const token = 'ghp_verysecretverysecret42';

  test('goes to GitHub and nowhere else: not into failures, health or the log at its most talkative', async () => {
    const lines: string[] = [];
    const { ci, server } = await github((_, index) => (index % 2 === 0 ? noRuns : { status: 401, body: { message: 'Bad credentials' } }), {
      token,
      log: createPinoLog('debug', (line) => lines.push(line)),
    });
    const said = [await runs(ci), await ci.checks(repository, 'main', signal), ci.health()];
    expect(server.heard[0]?.headers.authorization).toBe(`token ${token}`);
    expect(lines.length).toBeGreaterThan(0);
    expect(JSON.stringify([said, lines])).not.toContain(token);
  });

  test('is missing: said without a request', async () => {
    const { ci, server } = await github(() => noRuns, { token: '' });
    expect(await runs(ci)).toMatchObject({ error: { kind: 'unauthenticated', message: expect.stringContaining('RCC_GITHUB_TOKEN') } });
    expect(server.heard).toHaveLength(0);
  });
});

test('a proxy is used where one is set', async () => {
  const tunnels: string[] = [];
  const proxy = createServer().on('connect', ({ url }, socket) => {
    tunnels.push(url ?? '');
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  closing.push(async () => void proxy.close());
  const address = proxy.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  expect(await runs(ciOn('https://github.example:8443/api/v3', { proxy: url }))).toMatchObject({
    ok: false,
    error: { kind: 'unreachable' },
  });
  expect(new Set(tunnels)).toEqual(new Set(['github.example:8443']));
});
