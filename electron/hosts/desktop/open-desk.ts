import { setFlagsFromString } from 'node:v8';
import type { Core } from '#core/core.ts';
import type { Log } from '#core/ports/log.ts';
import { ok, type Result } from '#shared/contract/result.ts';
import { createConnectionServer, type ServeConnection } from '../transport/connection.ts';
import { createRouter } from '../transport/router.ts';
import { contextProblem } from '../wiring/context-problem.ts';
import type { HostOptions } from '../wiring/host-options.ts';
import { openWorlds } from '../wiring/worlds.ts';
import { forkSandbox } from './fork-sandbox.ts';
import { createOsCipher } from './os-cipher.ts';
import { warmList } from './warm-list.ts';

export interface OpenDesk {
  readonly core: Core;
  readonly log: Log;
  readonly serve: ServeConnection;
}

interface DeskNeeds {
  readonly options: HostOptions;
  /** The sandbox's own arguments; null: the real world. */
  readonly sandbox: readonly string[] | null;
  readonly packaged: boolean;
}

/** Everything behind the window, which is being made meanwhile. Errors: those of `openWorlds` and `contextProblem`. */
export async function openDesk({ options, sandbox, packaged }: DeskNeeds): Promise<Result<OpenDesk>> {
  const opened = await openWorlds({
    options: { ...options, automates: true, osCipher: createOsCipher() },
    env: process.env,
    sandbox,
    launchSandbox: forkSandbox,
    command: `${packaged ? 'release-command-center' : 'npm start --'} --sandbox`,
  });
  if (!opened.ok) return opened;
  const { core } = opened.value;
  // Reading a whole cluster wants a wide nursery. From then on it does not grow: under 500 events a second V8 would give it 40 MB
  // of the desk's memory, to collect a little less often.
  void warmList(core).then(() => setFlagsFromString('--semi-space-growth-factor=1'));
  const { log, clusters } = opened.value.ports();
  const problem = await contextProblem(clusters, options);
  if (problem !== null) {
    await core.stop();
    return { ok: false, error: problem };
  }
  return ok({ core, log, serve: createConnectionServer(createRouter(core), log) });
}
