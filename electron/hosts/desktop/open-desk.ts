import type { Core } from '#core/core.ts';
import type { Log } from '#core/ports/log.ts';
import { ok, type Result } from '#shared/contract/result.ts';
import { createConnectionServer, type ServeConnection } from '../transport/connection.ts';
import { createRouter } from '../transport/router.ts';
import { contextProblem } from '../wiring/context-problem.ts';
import type { HostOptions } from '../wiring/host-options.ts';
import { openWorlds, type WorldsNeeds } from '../wiring/worlds.ts';
import { warmList } from './warm-list.ts';

export interface OpenDesk {
  readonly core: Core;
  readonly log: Log;
  readonly serve: ServeConnection;
  /** Resolves when what a page asks for first has been read, or was refused. */
  readonly warm: Promise<void>;
}

interface DeskNeeds {
  readonly options: HostOptions;
  /** The sandbox's own arguments; null: the real world. */
  readonly sandbox: readonly string[] | null;
  readonly launchSandbox: WorldsNeeds['launchSandbox'];
  readonly packaged: boolean;
}

/** Everything behind the window. Errors: those of `openWorlds` and `contextProblem`. */
export async function openDesk({ options, sandbox, launchSandbox, packaged }: DeskNeeds): Promise<Result<OpenDesk>> {
  const opened = await openWorlds({
    options: { ...options, automates: true },
    env: process.env,
    sandbox,
    launchSandbox,
    command: `${packaged ? 'release-command-center' : 'npm start --'} --sandbox`,
  });
  if (!opened.ok) return opened;
  const { core } = opened.value;
  const warm = warmList(core);
  const { log, clusters } = opened.value.ports();
  const problem = await contextProblem(clusters, options);
  if (problem !== null) {
    await core.stop();
    return { ok: false, error: problem };
  }
  return ok({ core, log, serve: createConnectionServer(createRouter(core), log), warm });
}
