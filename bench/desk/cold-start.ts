import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { writeBlankApp } from './blank-window.ts';
import { asRoot, electronProgram, wait } from './screen.ts';

const root = join(import.meta.dirname, '../..');
const pollMs = 5;
const patienceMs = 60_000;

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
    const address = /DevTools listening on ws:\/\/([^/]+)\//.exec(line)?.[1];
    if (address === undefined) continue;

    stderr.resume();
    return address;
  }
  throw new Error('Electron ended before its window was open.');
}

const Targets = z.array(z.object({ type: z.string(), url: z.string(), webSocketDebuggerUrl: z.string().optional() }));
const Answer = z.object({ id: z.number(), result: z.object({ result: z.object({ value: z.number() }) }) });

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

async function firstRowPainted(address: string): Promise<number> {
  const until = Date.now() + patienceMs;
  while (Date.now() < until) {
    const targets = Targets.parse(await (await fetch(`http://${address}/json/list`)).json());
    const page = targets.find(({ type, url }) => type === 'page' && url.startsWith('app:'));
    // Null: asked in the instant between the window and its page.
    const painted = page?.webSocketDebuggerUrl === undefined ? null : await ask(page.webSocketDebuggerUrl);
    if (painted !== null) return painted;
    await wait(pollMs);
  }
  throw new Error('The page did not open.');
}

async function ask(url: string): Promise<number | null> {
  const socket = new WebSocket(url);
  await once(socket, 'open');
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression: whenPainted, awaitPromise: true } }));
  const [text] = await once(socket, 'message');
  socket.close();
  const answer = Answer.safeParse(JSON.parse(String(text)));
  return answer.success ? answer.data.result.result.value : null;
}
