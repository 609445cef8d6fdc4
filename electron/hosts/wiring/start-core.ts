import type { Core, Ports } from '#core/core.ts';
import { createCore } from '#core/create-core.ts';
import type { Worlds } from '#core/ports/worlds.ts';
import type { Result } from '#shared/contract/result.ts';
import { ok } from '#shared/contract/result.ts';
import { createPorts } from './create-ports.ts';
import type { Env, HostOptions } from './host-options.ts';

export interface StartedCore {
  /** `core.stop()` closes the ports as well. */
  readonly core: Core;
  readonly ports: Ports;
}

/** The core over the real world, started: the same for every host. Connects to nothing. Errors: those of `createPorts`. */
export async function startCore(options: HostOptions, env: Env, worlds: Worlds | null = null): Promise<Result<StartedCore>> {
  const ports = await createPorts(options, env, worlds);
  if (!ports.ok) return ports;
  const core = createCore(ports.value);
  const started = await core.start();
  if (started.ok) return ok({ core, ports: ports.value });
  await core.stop();
  return started;
}
