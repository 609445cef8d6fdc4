import type { Connection } from '#shared/contract/connections.ts';
import { ok, type Result } from '#shared/contract/result.ts';
import type { RolloutRow, ScopeProblem } from '#shared/contract/rollouts.ts';
import { failureText } from './output/failure.ts';
import type { DeskScene } from './scene.ts';

/** What could be read of a context, and what could not. */
export interface Rows {
  readonly rows: readonly RolloutRow[];
  readonly problems: readonly ScopeProblem[];
  /** The namespace that was read: null is all. */
  readonly namespace: string | null;
}

/**
 * The rows of a context in its scope. A person who may not list all namespaces gets the context's own one, said aloud on
 * stderr, unless -A asked for all. Fails only when nothing at all could be read.
 */
export async function readRows(scene: DeskScene, { context, namespace: own }: Connection): Promise<Result<Rows>> {
  const { options } = scene.invocation;
  const asked = await listIn(scene, context, options.namespace);
  if (asked.ok || asked.error.kind !== 'forbidden' || options.namespace !== null || options.allNamespaces) return asked;

  const narrower = await listIn(scene, context, own);
  if (!narrower.ok) return narrower;
  scene.terminal.note(`${failureText(asked.error, context)}\nrcc: this is namespace ${own} alone. Pass -n for another.`);
  return narrower;
}

async function listIn({ client, signal }: DeskScene, context: string, namespace: string | null): Promise<Result<Rows>> {
  const listed = await client.rollouts.list({ contexts: [context], namespace }, { signal });
  if (!listed.ok) return listed;
  const { rows, problems } = listed.value;
  const [problem] = problems;
  if (problem !== undefined && rows.length === 0) return { ok: false, error: problem.error };
  return ok({ rows, problems, namespace });
}
