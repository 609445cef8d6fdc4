import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listWatch } from './list-watch.ts';
import { fastClock } from './testing/clocks.ts';
import { clientOf } from './testing/contexts.ts';
import type { StreamEvent } from './watch/stream-event.ts';

// Real time: what is proved here is that five seconds of silence are five seconds.
describe.skipIf(process.platform === 'win32')('a server that is frozen with its sockets open', () => {
  let server: ChildProcess;
  let url = '';
  beforeEach(async () => {
    server = spawn(process.execPath, [fileURLToPath(new URL('./testing/steady-server.ts', import.meta.url))], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const port = await new Promise<string>((resolve) => server.stdout?.once('data', (data: Buffer) => resolve(data.toString().trim())));
    url = `http://127.0.0.1:${port}`;
  });
  afterEach(() => {
    server.kill('SIGKILL');
  });

  test('is told as silent within 5 s of its last sign of life, and as alive when it answers again, without a new list', async () => {
    const clock = fastClock();
    const client = clientOf(url, { clock });
    const events: StreamEvent<never>[] = [];
    let look = (): void => undefined;
    const until = (type: StreamEvent<never>['type'], from = 0): Promise<void> =>
      new Promise((resolve) => {
        look = () => events.slice(from).some((event) => event.type === type) && resolve();
        look();
      });
    const controller = new AbortController();
    const ended = listWatch<never>({
      client,
      path: '/api/v1/things',
      parse: () => null,
      keyOf: () => '',
      onEvent: (event) => {
        events.push(event);
        look();
      },
      signal: controller.signal,
      clock,
      random: () => 0.5,
    });
    await until('alive');
    server.kill('SIGSTOP');
    const lastSign = () => events.filter((event) => event.type === 'alive').at(-1)?.at ?? 0;
    await until('silent');
    const silent = events.find((event) => event.type === 'silent');
    expect(silent).toMatchObject({ error: { kind: 'unreachable', message: `${url} did not answer within 2 s.` }, since: lastSign() });
    expect((silent?.at ?? 0) - lastSign()).toBeLessThan(5_000);

    const told = events.length;
    server.kill('SIGCONT');
    await until('alive', told);
    expect(events.filter((event) => event.type === 'snapshot')).toHaveLength(1);
    controller.abort();
    await ended;
    await client.dispose();
  });
});
