import type { Core, Ports } from '#core/core.ts';
import type { World, Worlds } from '#core/ports/worlds.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { Env, HostOptions } from './host-options.ts';
import { homePath } from './home-path.ts';
import { inSandbox, type RunningSandbox } from './launch-sandbox.ts';
import { startCore } from './start-core.ts';

export interface WorldsNeeds {
  readonly options: HostOptions;
  readonly env: Env;
  /** The sandbox's own arguments when the desk opens on it; null: it opens on the kubeconfig's clusters. */
  readonly sandbox: readonly string[] | null;
  readonly launchSandbox: (args: readonly string[]) => Promise<Result<RunningSandbox>>;
  /** For a terminal: starts such a desk on the sandbox. */
  readonly command: string;
}

export interface OpenWorlds {
  /** One core for the host's transport, whatever world is behind it. `stop` ends the world, and its sandbox. */
  readonly core: Core;
  /** Those of the world that is open now. */
  ports(): Ports;
}

interface Open {
  readonly core: Core;
  readonly ports: Ports;
  readonly sandbox: RunningSandbox | null;
  /** Fires when this world is left: subscriptions end, and their readers ask anew. */
  readonly left: AbortController;
}

/** A desk that can go to the sandbox and come back while its host runs. Errors: those of the sandbox and of `startCore`. */
export async function openWorlds({ options, env, sandbox: args, launchSandbox, command }: WorldsNeeds): Promise<Result<OpenWorlds>> {
  let changing = false;
  let ending: Promise<unknown> = Promise.resolve();
  const home = homePath(options.home, env);

  async function open(world: World): Promise<Result<Open>> {
    const sandbox = world === 'sandbox' ? await launchSandbox(args ?? []) : null;
    if (sandbox !== null && !sandbox.ok) return sandbox;
    // A context of the one world's says nothing in the other.
    const at = { ...options, home, context: (world === 'sandbox') === (args !== null) ? options.context : null };
    const worlds: Worlds = { now: world, command, enter: (to) => enter(to) };
    const started = await startCore(sandbox === null ? at : inSandbox(at, home, sandbox.value.ready), env, worlds);
    if (!started.ok) {
      await sandbox?.value.stop();
      return started;
    }
    return ok({ ...started.value, sandbox: sandbox?.value ?? null, left: new AbortController() });
  }

  async function enter(world: World): Promise<Result<void>> {
    if (changing) return fail('conflict', 'The desk is changing its world already. Wait until it has.');
    changing = true;
    try {
      const next = await open(world);
      if (!next.ok) return next;
      const last = now;
      now = next.value;
      last.left.abort();
      // It finishes what runs, the command that asked for this among it, and signs its log.
      ending = last.core.stop().then(() => last.sandbox?.stop());
      return ok(undefined);
    } finally {
      changing = false;
    }
  }

  const first = await open(args === null ? 'kubeconfig' : 'sandbox');
  if (!first.ok) return first;
  let now = first.value;

  return ok({
    ports: () => now.ports,
    core: {
      call: (path, input, session, signal) => now.core.call(path, input, session, signal),
      subscribe: (path, input, session, signal) => now.core.subscribe(path, input, session, AbortSignal.any([signal, now.left.signal])),
      start: async () => ok(undefined),
      async stop() {
        now.left.abort();
        await now.core.stop();
        await Promise.all([now.sandbox?.stop(), ending]);
      },
    },
  });
}
