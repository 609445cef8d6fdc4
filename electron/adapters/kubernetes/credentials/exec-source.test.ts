import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Clock } from '#core/ports/clock.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { ExecCredential } from '../exec/exec-credential.ts';
import { errorOf, forever, valueOf } from '../testing/contexts.ts';
import { createExecSource } from './exec-source.ts';

/** A source over a plugin that hands out token-1, token-2, …, each good for `lifeMs`; the test moves the clock. */
function sourceOf(lifeMs: number | null) {
  let time = 1_000_000;
  let runs = 0;
  const clock: Clock = { now: () => time, monotonic: () => time, sleep: () => Promise.resolve() };
  const run = async (): Promise<Result<ExecCredential>> => {
    runs += 1;
    return ok({ token: `token-${runs}`, certificate: null, expiresAt: lifeMs === null ? null : time + lifeMs });
  };
  const source = createExecSource(run, clock);
  return {
    source,
    runs: () => runs,
    pass: (ms: number) => {
      time += ms;
    },
    token: async () => valueOf(await source.current(forever())).token,
  };
}

describe('what a plugin gave', () => {
  test('is used until shortly before it expires', async () => {
    const { token, pass } = sourceOf(600_000);
    expect(await token()).toBe('token-1');
    pass(539_000);
    expect(await token()).toBe('token-1');
    pass(2_000);
    expect(await token()).toBe('token-2');
  });

  test('is never used past its expiry, and never thrown away in the first four fifths of its life', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1_000, max: 10_000_000 }), fc.double({ min: 0, max: 2, noNaN: true }), async (life, part) => {
        const { token, pass } = sourceOf(life);
        await token();
        pass(Math.floor(life * part));
        const second = await token();
        if (part >= 1) expect(second).toBe('token-2');
        if (part < 0.79) expect(second).toBe('token-1');
      }),
    );
  });

  test('without an expiry it lasts until the server refuses it', async () => {
    const { source, token, pass } = sourceOf(null);
    const used = valueOf(await source.current(forever()));
    pass(10 ** 9);
    expect(await token()).toBe('token-1');
    expect(source.refused(used)).toBe(true);
    expect(await token()).toBe('token-2');
  });

  test('a server that refuses the new one as well does not start the plugin over and over', async () => {
    const { source, runs, token, pass } = sourceOf(null);
    const refuse = async () => source.refused(valueOf(await source.current(forever())));
    expect(await refuse()).toBe(true);
    await token();
    expect(await refuse()).toBe(false);
    expect(runs()).toBe(2);
    pass(10_000);
    expect(await refuse()).toBe(true);
  });

  test('two requests refused together cost one run', async () => {
    const { source, runs, token } = sourceOf(null);
    const used = valueOf(await source.current(forever()));
    expect([source.refused(used), source.refused(used)]).toEqual([true, true]);
    await Promise.all([token(), token()]);
    expect(runs()).toBe(2);
  });
});

describe('running the plugin', () => {
  const clock: Clock = { now: () => 0, monotonic: () => 0, sleep: () => Promise.resolve() };

  test('is shared by all who wait, and one who cancels leaves the others waiting', async () => {
    const finish = Promise.withResolvers<Result<ExecCredential>>();
    let runs = 0;
    const source = createExecSource(() => {
      runs += 1;
      return finish.promise;
    }, clock);
    const patient = source.current(forever());
    const controller = new AbortController();
    const hasty = source.current(controller.signal);
    controller.abort();
    expect(errorOf(await hasty).kind).toBe('cancelled');
    finish.resolve(ok({ token: 't', certificate: null, expiresAt: null }));
    expect(valueOf(await patient).token).toBe('t');
    expect(runs).toBe(1);
  });

  test('after a failure the next caller tries again', async () => {
    const answers: Result<ExecCredential>[] = [fail('unauthenticated', 'no'), ok({ token: 't', certificate: null, expiresAt: null })];
    const source = createExecSource(async () => answers.shift() ?? fail('internal', 'too many'), clock);
    expect(errorOf(await source.current(forever())).message).toBe('no');
    expect(valueOf(await source.current(forever())).token).toBe('t');
  });

  test('is stopped when the connection is closed', () => {
    let signal: AbortSignal | null = null;
    const source = createExecSource((given) => {
      signal = given;
      return new Promise(() => undefined);
    }, clock);
    void source.current(forever());
    source.dispose();
    expect(signal).toMatchObject({ aborted: true });
  });
});
