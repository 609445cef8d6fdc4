import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { writeBlankApp } from './blank-window.ts';
import { asRoot, electronProgram } from './screen.ts';

const root = join(import.meta.dirname, '../..');
const patienceMs = 60_000;
/** The id of the one question. */
const asking = 1;

/** A program with a window, started by this benchmark. */
export interface Started {
  readonly pid: number;
  /** From the start of the process until it showed what it is for. */
  readonly tookMs: number;
  stop(): Promise<void>;
}

/** An empty window of the same Electron: until it is ready to be shown, that is painted. */
export async function startBlank(home: string, env: NodeJS.ProcessEnv): Promise<Started> {
  const args = [...asRoot, '--remote-debugging-port=0', writeBlankApp(home)];
  const from = Date.now();
  const child = spawn(electronProgram(), args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(createInterface(child.stdout), 'line');
  return started(child, Number(line) - from);
}

/** The desktop as built: until the first row of its list, from the cluster, was painted. */
export async function startDesktop(kubeconfig: string, home: string, env: NodeJS.ProcessEnv): Promise<Started> {
  const flags = ['--home', home, '--kubeconfig', kubeconfig, '--context', 'admin'];
  const from = Date.now();
  const child = spawn(electronProgram(), [...asRoot, '--remote-debugging-port=0', root, ...flags], {
    env,
    stdio: ['ignore', 'inherit', 'pipe'],
  });

  const painted = await firstRowPainted(await debuggerOf(child));
  return started(child, painted - from);
}

function started(child: ChildProcess, tookMs: number): Started {
  const gone = once(child, 'exit');
  return {
    pid: child.pid ?? 0,
    tookMs,
    async stop() {
      if (child.exitCode === null) child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await gone;
      clearTimeout(late);
    },
  };
}

async function debuggerOf({ stderr }: { readonly stderr: NodeJS.ReadableStream | null }): Promise<string> {
  if (stderr === null) throw new Error('it has no stderr');
  for await (const line of createInterface(stderr)) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address === undefined) continue;

    stderr.resume();
    return address;
  }
  throw new Error('Electron ended before its window was open.');
}

const Told = z.union([
  z.object({
    method: z.enum(['Target.targetCreated', 'Target.targetInfoChanged']),
    params: z.object({ targetInfo: z.object({ targetId: z.string(), type: z.string(), url: z.string() }) }),
  }),
  z.object({ method: z.literal('Target.attachedToTarget'), params: z.object({ sessionId: z.string() }) }),
  z.object({ id: z.literal(asking), result: z.object({ result: z.object({ value: z.number() }) }) }),
  // Asked of the empty page that a window has before its own.
  z.object({ id: z.literal(asking), sessionId: z.string(), error: z.unknown() }),
]);

/**
 * Epoch milliseconds at which a row of the list had been painted: asked of the page from outside, once, by an expression that
 * waits for the row and then for the end of the frame that shows it. Asking costs the page nothing while it starts.
 */
const whenPainted = `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('.grid-row .rollout-name') === null) return false;
    observer.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
      port2.postMessage(null);
    });
    return true;
  };
  const observer = new MutationObserver(look);
  if (!look()) observer.observe(document, { subtree: true, childList: true });
})`;

/**
 * Waits on one socket to be told of the page, and asks it once. Asking again and again for a list of pages, as DevTools over HTTP would
 * have it, is work for the very thread that makes the window.
 */
async function firstRowPainted(address: string): Promise<number> {
  const socket = new WebSocket(address);
  await once(socket, 'open');
  let sent = asking;
  const send = (message: object) => socket.send(JSON.stringify(message));
  const painted = Promise.withResolvers<number>();
  const late = setTimeout(() => painted.reject(new Error('No row was painted.')), patienceMs);
  const asked = new Set<string>();
  socket.on('message', (text) => {
    const told = Told.safeParse(JSON.parse(String(text)));
    if (!told.success) return;
    const ask = (sessionId: string) =>
      send({ id: asking, sessionId, method: 'Runtime.evaluate', params: { expression: whenPainted, awaitPromise: true } });
    if ('result' in told.data) return painted.resolve(told.data.result.result.value);
    if ('error' in told.data) return ask(told.data.sessionId);
    if (told.data.method === 'Target.attachedToTarget') return ask(told.data.params.sessionId);
    const { targetId, type, url } = told.data.params.targetInfo;
    if (type !== 'page' || !url.startsWith('app:') || asked.has(targetId)) return;
    asked.add(targetId);
    sent += 1;
    send({ id: sent, method: 'Target.attachToTarget', params: { targetId, flatten: true } });
  });
  send({ id: 0, method: 'Target.setDiscoverTargets', params: { discover: true } });
  try {
    return await painted.promise;
  } finally {
    clearTimeout(late);
    socket.close();
  }
}
