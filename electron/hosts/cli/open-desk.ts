import { ok } from '#shared/contract/result.ts';
import { createLocalClient } from '../transport/local-client.ts';
import { startHost } from './host.ts';
import type { OpenDesk } from './scene.ts';

/** The desk of one command line: the core in this process behind the client every UI has. Says nothing unless it must. */
export const openDesk: OpenDesk = async (options) => {
  const host = await startHost(options, 'error');
  if (!host.ok) return host;
  const { core, ports } = host.value;
  let closing: Promise<void> | null = null;
  return ok({
    client: createLocalClient(core, { id: ports.ids.next(), host: 'cli' }),
    close: () => (closing ??= core.stop()),
  });
};
