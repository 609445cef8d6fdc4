import { randomUUID } from 'node:crypto';
import type { Core } from '#core/core.ts';

const patienceMs = 30_000;

/**
 * Begins to read the current context's rollouts while the window is still being made: the page will ask for them first. The
 * core keeps a watch that was let go for some seconds, so the page finds it running. What fails here the page is told itself.
 */
export async function warmList(core: Core): Promise<void> {
  const session = { id: randomUUID(), host: 'desktop' as const };
  const scope = { contexts: null, namespace: null, early: true };
  try {
    for await (const _first of core.subscribe(['rollouts', 'watch'], scope, session, AbortSignal.timeout(patienceMs))) return;
  } catch {
    // A refusal is the page's to show.
  }
}
