import { describe, expect, test } from 'vitest';
import { errorKinds, fail, ok } from '#shared/contract/result.ts';
import { exitOfFailure } from './exit-codes.ts';
import { exampleAct, exampleConnection, examplePage, exampleRow } from './testing/examples.ts';
import { runLine } from './testing/run-line.ts';

const shop = { namespace: 'shop', name: 'payments', kind: 'Rollout' } as const;
const needle = {
  percent: expect.toSatisfy((value) => value === null || typeof value === 'number'),
  source: expect.any(String),
  note: expect.any(String),
};
const listing = (...rows: ReturnType<typeof exampleRow>[]) => ({ 'rollouts.list': () => ok({ rows, problems: [] }) });
const acting = (more: Parameters<typeof exampleAct>[0] = {}) => ({ ...listing(exampleRow()), 'rollouts.act': () => ok(exampleAct(more)) });

describe('rollouts list --json', () => {
  test('is an array with what scripts rely on', async () => {
    const { code, stdout, stderr, closed } = await runLine(['rollouts', 'list', '--json'], { calls: listing(exampleRow()) });
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(closed).toBe(1);
    const [row] = JSON.parse(stdout);
    expect(row).toMatchObject({
      context: 'prod-eu-west',
      ...shop,
      phase: 'Paused',
      message: 'CanaryPauseStep',
      generation: 7,
      observedGeneration: 7,
    });
    expect(row.dial.requested).toEqual({ percent: 5, ageSeconds: 2, source: 'spec, step 2 of 8', note: '' });
    expect(row.dial.accepted).toEqual({ ...needle, ageSeconds: 2 });
    expect(row.dial.observed).toEqual({
      percent: null,
      ageSeconds: null,
      source: 'request rate, 1 m',
      note: 'no metric server is configured',
    });
    expect(row).toMatchObject({
      strategy: 'canary',
      aborted: false,
      paused: true,
      steps: { index: 1, total: 8 },
      replicas: { desired: 12 },
    });
    expect(row.versions).toMatchObject({
      stable: { label: '2.13.4', revision: 41 },
      current: { label: '2.14.0', images: [{ container: 'payments' }] },
    });
    expect(row.attention).toMatchObject({ group: 'moving', state: 'paused' });
  });

  test('nothing there is an empty array', async () => {
    expect(await runLine(['rollouts', 'list', '--json'], { calls: listing() })).toMatchObject({ code: 0, stdout: '[]\n' });
  });

  test('spans all namespaces unless -n', async () => {
    const all = await runLine(['rollouts', 'list'], { calls: listing(exampleRow()) });
    expect(all.asked.at(-1)).toEqual({ path: 'rollouts.list', input: { contexts: ['prod-eu-west'], namespace: null } });
    const one = await runLine(['rollouts', 'list', '-n', 'shop'], { calls: listing(exampleRow()) });
    expect(one.asked.at(-1)?.input).toMatchObject({ namespace: 'shop' });
  });

  test('a failure leaves stdout empty and says the error as JSON on stderr', async () => {
    const error = { kind: 'unreachable', message: 'Nobody answered at https://api.example.' } as const;
    const { code, stdout, stderr } = await runLine(['rollouts', 'list', '--json'], {
      calls: { 'rollouts.list': () => ({ ok: false, error }) },
    });
    expect(code).toBe(4);
    expect(stdout).toBe('');
    expect(JSON.parse(stderr)).toEqual({ error });
  });

  test('what could be read is printed, what could not is said', async () => {
    const problem = { context: 'prod-eu-west', error: { kind: 'unsupported', message: 'No Argo Rollouts here.' } };
    const half = await runLine(['rollouts', 'list', '--json'], {
      calls: { 'rollouts.list': () => ok({ rows: [exampleRow()], problems: [problem] }) },
    });
    expect(half.code).toBe(0);
    expect(JSON.parse(half.stdout)).toHaveLength(1);
    expect(half.stderr).toContain('No Argo Rollouts here.');
  });
});

describe('a person who may not list all namespaces', () => {
  const forbidden = { context: 'prod-eu-west', error: { kind: 'forbidden', message: 'You may not list rollouts in all namespaces.' } };
  const calls = {
    'rollouts.list': (input: unknown) =>
      JSON.stringify(input).includes('"shop"') ? ok({ rows: [exampleRow()], problems: [] }) : ok({ rows: [], problems: [forbidden] }),
  };

  test("gets the context's namespace, said aloud", async () => {
    const { code, stdout, stderr } = await runLine(['rollouts', 'list', '--json'], { calls });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toHaveLength(1);
    expect(stderr).toContain('namespace shop alone');
  });

  test('is refused when -A asked for all', async () => {
    expect(await runLine(['rollouts', 'list', '-A', '--json'], { calls })).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('rollouts get', () => {
  const calls = (...rows: ReturnType<typeof exampleRow>[]) => ({
    ...listing(...rows),
    'rollouts.get': (input: unknown) => ok(examplePage((input as { target: object }).target)),
  });

  test('--json is one object: a row, and what is on the page', async () => {
    const { code, stdout } = await runLine(['rollouts', 'get', 'payments', '--json'], { calls: calls(exampleRow()) });
    expect(code).toBe(0);
    const page = JSON.parse(stdout);
    expect(page).toMatchObject({ context: 'prod-eu-west', ...shop, phase: 'Paused', steps: { index: 1, total: 8 } });
    expect(Object.keys(page)).toEqual(
      expect.arrayContaining(['pods', 'conditions', 'events', 'revisions', 'difference', 'availability', 'routes', 'gaps', 'dial']),
    );
    expect(page.difference.lines[0]).toMatchObject({ path: 'containers[payments].env.PSP_TIMEOUT_MS', before: '3000', after: '300' });
  });

  test('for people it says the traffic, the steps, the bad pod and the difference', async () => {
    const { stdout } = await runLine(['rollouts', 'get', 'payments'], { calls: calls(exampleRow()) });
    for (const text of ['rollout/payments in shop (prod-eu-west)', 'Pause 600 s', 'CrashLoopBackOff', 'PSP_TIMEOUT_MS', '✗ retry'])
      expect(stdout).toContain(text);
    expect(stdout).not.toContain('\u001b');
  });

  test.each([['rollout/payments'], ['rollouts/payments'], ['ro/payments'], ['Rollout/payments']])(
    '%s with -n is not looked up',
    async (name) => {
      const { asked } = await runLine(['rollouts', 'get', name, '-n', 'shop'], { calls: calls() });
      expect(asked.map(({ path }) => path)).toEqual(['connections.list', 'rollouts.get']);
      expect(asked[1]?.input).toEqual({ target: { context: 'prod-eu-west', ...shop } });
    },
  );

  test('a bare name that two kinds have is bad usage that names them', async () => {
    const rows = [exampleRow(), exampleRow({ kind: 'Deployment' })];
    const { code, stdout, stderr } = await runLine(['rollouts', 'get', 'payments', '--json'], { calls: calls(...rows) });
    expect(code).toBe(64);
    expect(stderr).toContain('shop rollout/payments, shop deployment/payments');
    expect(JSON.parse(stdout).error.kind).toBe('invalid');
    const chosen = await runLine(['rollouts', 'get', 'deploy/payments', '--json'], { calls: calls(...rows) });
    expect(JSON.parse(chosen.stdout)).toMatchObject({ kind: 'Deployment' });
  });

  test('a name that two namespaces have is bad usage too', async () => {
    const rows = [exampleRow(), exampleRow({ namespace: 'billing' })];
    expect(await runLine(['rollouts', 'get', 'rollout/payments'], { calls: calls(...rows) })).toMatchObject({ code: 64, stdout: '' });
  });

  test('none is not found', async () => {
    const { code, stderr } = await runLine(['rollouts', 'get', 'checkout'], { calls: calls(exampleRow()) });
    expect(code).toBe(1);
    expect(stderr).toContain('not found');
  });
});

describe('what is wrong with the kubeconfig is bad usage', () => {
  test('an unknown context, with those there are', async () => {
    const { code, stdout, stderr } = await runLine(['rollouts', 'get', 'payments', '--context', 'nope', '--json']);
    expect(code).toBe(64);
    expect(stderr).toContain('prod-eu-west');
    expect(JSON.parse(stdout).error.message).toContain('"nope"');
  });

  test.each([
    ['a broken file', { 'connections.list': () => fail('invalid', 'kubeconfig: bad indentation, line 3') }],
    ['no kubeconfig at all', { 'connections.list': () => ok([]) }],
    ['no current context', { 'connections.list': () => ok([exampleConnection({ current: false })]) }],
    [
      'a context that cannot work',
      { 'connections.list': () => ok([exampleConnection({ error: { kind: 'invalid', message: 'no such user' } })]) },
    ],
  ])('%s', async (_what, calls) => {
    expect((await runLine(['rollouts', 'list'], { calls })).code).toBe(64);
  });
});

describe('an act', () => {
  test.each([
    [['promote', 'payments'], { action: 'promote' }],
    [['promote', 'payments', '--full'], { action: 'promote-full' }],
    [['abort', 'payments'], { action: 'abort' }],
    [['retry', 'payments'], { action: 'retry' }],
    [['undo', 'payments'], { action: 'undo', toRevision: null }],
    [['undo', 'payments', '--to-revision', '7'], { action: 'undo', toRevision: 7 }],
    [['pause', 'payments'], { action: 'pause' }],
    [['resume', 'payments'], { action: 'resume' }],
    [['restart', 'payments'], { action: 'restart' }],
  ])('rcc rollouts %j', async (argv, command) => {
    const { code, asked } = await runLine(['rollouts', ...argv, '--reason', 'errors', '--timeout', '90s'], { calls: acting() });
    expect(code).toBe(0);
    expect(asked.find(({ path }) => path === 'rollouts.act')?.input).toEqual({
      target: { context: 'prod-eu-west', ...shop },
      command,
      reason: 'errors',
      timeoutSeconds: 90,
    });
  });

  test('--json is one document with state, auditId, reason and clock', async () => {
    const { stdout } = await runLine(['rollouts', 'abort', 'payments', '--reason', 'errors', '--json'], { calls: acting() });
    const act = JSON.parse(stdout);
    expect(act).toMatchObject({ state: 'effective', auditId: 'audit-1', reason: 'errors after 2.14.0' });
    expect(Object.keys(act.clock)).toEqual(['held', 'accepted', 'weight', 'traffic', 'normal']);
    expect(act.clock.accepted).toEqual({
      at: expect.stringMatching(/Z$/),
      seconds: 0.061,
      state: 'reached',
      proof: 'server accepted in 61 ms',
    });
    expect(act.clock.traffic).toMatchObject({ at: null, seconds: null, state: 'waiting' });
  });

  test.each([
    ['effective', 0],
    ['failed', 1],
    ['refused', 2],
    ['sent', 3],
    ['unreachable', 4],
  ] as const)('%s ends with %d', async (state, code) => {
    const error = state === 'effective' || state === 'sent' ? null : ({ kind: 'forbidden', message: 'No.' } as const);
    const ran = await runLine(['rollouts', 'abort', 'payments', '--json'], { calls: acting({ state, error }) });
    expect(ran.code).toBe(code);
    expect(JSON.parse(ran.stdout).state).toBe(state);
  });

  test.each(errorKinds)('%s at the door ends with its code, in the shape of an act', async (kind) => {
    const calls = { ...listing(exampleRow()), 'rollback.run': () => fail(kind, 'What is.') };
    const { code, stdout, stderr } = await runLine(['rollback', 'run', 'payments', '--reason', 'errors', '--json'], { calls });
    expect(code).toBe(exitOfFailure({ kind, message: '' }));
    const act = JSON.parse(stdout);
    expect(act).toMatchObject({ auditId: null, reason: 'errors', error: { kind, message: 'What is.' } });
    expect(['refused', 'failed', 'unreachable']).toContain(act.state);
    expect(Object.keys(act.clock)).toEqual(['held', 'accepted', 'weight', 'traffic', 'normal']);
    expect(stderr).toContain('What is.');
  });

  test('an exec command line nobody approved names how to approve it', async () => {
    const calls = { 'rollouts.list': () => fail('approval-needed', 'aws-iam-authenticator has not run on this desk yet.') };
    const { code, stderr } = await runLine(['rollouts', 'list', '--context', 'prod-eu-west'], { calls });
    expect(code).toBe(2);
    expect(stderr).toContain('rcc connections approve prod-eu-west');
  });

  test('says its progress on stderr and its end on stdout', async () => {
    const running = exampleAct({ state: 'running', missing: 'HTTPRoute payments still reads 5%' });
    const streams = { 'rollback.watch': () => [{ type: 'snapshot' as const, at: 0, items: [['audit-1', running] as [string, unknown]] }] };
    const { stdout, stderr } = await runLine(['rollouts', 'abort', 'payments'], { calls: acting(), streams });
    expect(stderr).toContain('server accepted in 61 ms');
    expect(stderr).toContain('waits for: HTTPRoute payments still reads 5%');
    expect(stdout).toContain('rollout/payments in shop (prod-eu-west): abort effective: weights are back, traffic not read yet');
    expect(stdout).toContain('left: The spec still asks');
  });

  describe('rollback run', () => {
    const act = exampleAct();
    const traffic = (state: 'reached' | 'missed') => ({ ...act, clock: { ...act.clock, traffic: { ...act.clock.traffic, state } } });
    const line = ['rollback', 'run', 'payments', '--reason', 'errors'];
    const calls = { ...listing(exampleRow()), 'rollback.run': () => ok({ act, newPlan: null }) };
    const told = (later: typeof act) => ({
      'rollback.watch': () => [
        { type: 'snapshot' as const, at: 0, items: [['audit-1', act] as [string, unknown]] },
        { type: 'patch' as const, at: 1, set: [['audit-1', later] as [string, unknown]], removed: [] },
      ],
    });

    test('ends once the cluster reads back as asked, and its last line says what that proves and what it does not', async () => {
      const { code, stdout } = await runLine(line, { calls, streams: told(traffic('reached')) });
      expect(code).toBe(0);
      expect(stdout.trimEnd().split('\n').at(-1)).toBe(
        '  proved: the cluster reads back as asked. Not proved yet: that it gets no traffic any more (--wait traffic stays for it)',
      );
    });

    test('with --wait traffic it stays until metrics count no request on the version taken back', async () => {
      const { code, stdout } = await runLine([...line, '--wait', 'traffic'], { calls, streams: told(traffic('reached')) });
      expect(code).toBe(0);
      expect(stdout).toContain('proved: the cluster reads back as asked, and metrics count no request on the version taken back');
    });

    test('traffic that was waited for and never came back is no success', async () => {
      const { code, stdout } = await runLine([...line, '--wait', 'traffic'], { calls, streams: told(traffic('missed')) });
      expect(code).toBe(3);
      expect(stdout).toContain('Not proved: that it gets no traffic any more');
    });

    test('nothing else can be waited for', async () => {
      expect(await runLine([...line, '--wait', 'lunch'])).toMatchObject({ code: 64 });
    });
  });

  test('an empty reason is refused before anything is opened', async () => {
    const { code, opened, stdout } = await runLine(['rollouts', 'abort', 'payments', '--reason', '', '--json']);
    expect(code).toBe(64);
    expect(opened).toEqual([]);
    expect(JSON.parse(stdout)).toMatchObject({ auditId: null, error: { kind: 'invalid' } });
  });
});

describe('stopping', () => {
  test('Ctrl-C closes the desk, tells what became of the act and ends with 130', async () => {
    const stop = new AbortController();
    const calls = {
      ...listing(exampleRow()),
      'rollouts.act': () => {
        stop.abort();
        return ok(exampleAct({ state: 'running' }));
      },
    };
    const { code, stdout, closed } = await runLine(['rollouts', 'abort', 'payments', '--json'], { calls }, stop.signal);
    expect(code).toBe(130);
    expect(JSON.parse(stdout).state).toBe('sent');
    expect(closed).toBeGreaterThan(0);
  });

  test('--timeout ends a verb that reads: nobody answered', async () => {
    const calls = {
      'rollouts.list': (_input: unknown, signal: AbortSignal) =>
        new Promise<ReturnType<typeof fail>>((resolve) => signal.addEventListener('abort', () => resolve(fail('cancelled', 'Stopped.')))),
    };
    const { code, stderr } = await runLine(['rollouts', 'list', '--timeout', '10ms'], { calls });
    expect(code).toBe(4);
    expect(stderr).toContain('No answer within 0.01 s.');
  });
});
