import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SandboxState } from '#shared/domain/connections/sandbox.ts';
import { type ReadySandbox, sandboxIsBuilt, spawnSandbox, startSandbox } from '../support/sandbox.ts';

const missing = sandboxIsBuilt() ? null : 'out/sandbox is not built';
if (missing !== null) process.stderr.write(`The sandbox's process is not tested: ${missing}.\n`);

/** Its end, when it is refused: code and words. */
async function refused(...args: readonly string[]): Promise<{ code: number | null; words: string }> {
  const child = spawnSandbox(...args);
  return { code: await child.ended, words: child.said() };
}

describe.skipIf(missing !== null)('the sandbox as a process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rcc-process-'));
  const running: ReadySandbox[] = [];
  const start = async (...args: readonly string[]) => {
    const sandbox = await startSandbox(...args);
    running.push(sandbox);
    return sandbox;
  };
  afterEach(() => Promise.all(running.splice(0).map(({ stop }) => stop())));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('knows no such scenario, and lists those it knows', async () => {
    const { code, words } = await refused('--scenario', 'black-friday');
    expect(code).toBe(64);
    expect(words).toContain('black-friday');
    for (const known of ['healthy', 'payments-timeout', 'n-plus-one', 'weekend-pass', 'thundering-herd', 'dark-pool']) {
      expect(words).toContain(known);
    }
  });

  it('refuses a scenario file with its line and what was expected there', async () => {
    const path = join(folder, 'wrong.yaml');
    const cast = readFileSync('sandbox/scenarios/stories/healthy.yaml', 'utf8');
    writeFileSync(path, cast.replace('opensAt: 15s', 'opensAt: soon'));
    const line = cast.split('\n').findIndex((text) => text.startsWith('opensAt')) + 1;
    const { code, words } = await refused('--scenario', path);
    expect(code).toBe(64);
    expect(words).toContain(`wrong.yaml:${line}`);
    expect(words).toMatch(/opensAt.*expected/s);
  });

  it.each([
    [['--speed', '0'], '--speed: at least 1'],
    [['--speed', '101'], '--speed: at most 100'],
    [['--speed', 'fast'], '--speed: a number from 1 to 100'],
    [['--seed', '-1'], "'--seed'"],
    [['--port', '70000'], '--port: at most 65535'],
    [['--colour'], "Unknown option '--colour'"],
  ])('takes %j for bad usage', async (args, words) => {
    expect(await refused(...args)).toMatchObject({ code: 64, words: expect.stringContaining(words) });
  });

  it('says which port is taken', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const address = holder.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { code, words } = await refused('--port', String(port));
    holder.close();
    expect(code).toBe(1);
    expect(words).toContain(`EADDRINUSE: address already in use 127.0.0.1:${port}`);
  });

  it.each([
    ['SIGTERM', (sandbox: ReadySandbox) => void sandbox.process.kill('SIGTERM')],
    ['Ctrl-C', (sandbox: ReadySandbox) => void sandbox.process.kill('SIGINT')],
    ['the end of its input', (sandbox: ReadySandbox) => void sandbox.process.stdin?.end()],
  ])('ends at %s, and leaves nothing behind', async (_, end) => {
    const sandbox = await start();
    expect(existsSync(sandbox.ready.kubeconfig)).toBe(true);
    end(sandbox);
    expect(await sandbox.ended).toBe(0);
    expect(existsSync(dirname(sandbox.ready.kubeconfig))).toBe(false);
  });

  it('does not collide with a second one', async () => {
    const [one, two] = await Promise.all([start(), start()]);
    expect(new Set([one.ready.prometheus, two.ready.prometheus, one.ready.control, two.ready.control]).size).toBe(4);
  });
});

describe.skipIf(missing !== null)('the control server', () => {
  let sandbox: ReadySandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox.stop());

  const order = (body: string) => fetch(sandbox.ready.control, { method: 'POST', body });
  const state = async () => SandboxState.parse(await (await fetch(sandbox.ready.control)).json());

  it.each(['', '{', 'null', '[]', '{"do":"explode"}', '{"do":"speed","speed":0}', '{"do":"speed","speed":"fast"}', '{"do":"scenario"}'])(
    'refuses %j in words, and goes on as it was',
    async (body) => {
      const answer = await order(body);
      expect(answer.status).toBe(400);
      expect((await answer.text()).length).toBeGreaterThan(10);
      expect(await state()).toMatchObject({ scenario: 'payments-timeout', speed: 1 });
    },
  );

  it('refuses a scenario nobody wrote, with those there are', async () => {
    const answer = await order(JSON.stringify({ do: 'scenario', name: '../../etc/passwd' }));
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('payments-timeout');
    expect((await state()).scenario).toBe('payments-timeout');
  });

  it('is not found under a guessed path, and knows no other method', async () => {
    expect((await fetch(new URL('/', sandbox.ready.control))).status).toBe(404);
    expect((await fetch(sandbox.ready.control, { method: 'DELETE' })).status).toBe(404);
  });

  it('changes speed and scenario while it runs, on the ports it has', async () => {
    await order(JSON.stringify({ do: 'speed', speed: 50 }));
    expect((await state()).speed).toBe(50);
    const answer = await order(JSON.stringify({ do: 'scenario', name: 'healthy' }));
    expect(SandboxState.parse(await answer.json())).toMatchObject({ scenario: 'healthy', speed: 50 });
    expect((await fetch(`${sandbox.ready.prometheus}/api/v1/query?query=vector(1)`)).status).toBe(200);
  });

  it('carries out orders that come at once, one after the other', async () => {
    const names = ['n-plus-one', 'dark-pool', 'payments-timeout'];
    const answers = await Promise.all(names.map((name) => order(JSON.stringify({ do: 'scenario', name }))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(names).toContain((await state()).scenario);
    expect((await fetch(`${sandbox.ready.prometheus}/api/v1/query?query=vector(1)`)).status).toBe(200);
    expect(sandbox.said()).toBe('');
  });
});
