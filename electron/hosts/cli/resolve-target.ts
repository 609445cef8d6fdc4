import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import { readRows } from './read-rows.ts';
import { chosenContext } from './resolve-context.ts';
import type { DeskScene } from './scene.ts';
import { parseTargetName } from './target-name.ts';

/**
 * The one workload a NAME means. With kind and namespace given nothing is looked up; else the name is looked for, and more
 * than one match is bad usage that names the candidates: the desk does not guess what to take back.
 */
export async function resolveTarget(scene: DeskScene, text: string): Promise<Result<Target>> {
  const typed = parseTargetName(text);
  if (typeof typed === 'string') return fail('invalid', typed, { field: 'name' });
  const connection = await chosenContext(scene);
  if (!connection.ok) return connection;
  const { context } = connection.value;
  const { namespace } = scene.invocation.options;
  if (typed.kind !== null && namespace !== null) return ok({ context, namespace, kind: typed.kind, name: typed.name });

  const read = await readRows(scene, connection.value);
  if (!read.ok) return read;
  const matches = read.value.rows
    .map((row) => row.workload.target)
    .filter((target) => target.name === typed.name && (typed.kind === null || target.kind === typed.kind));
  const [only] = matches;
  if (matches.length === 1 && only !== undefined) return ok(only);
  if (matches.length > 1) {
    const named = matches.map((target) => `${target.namespace} ${target.kind.toLowerCase()}/${target.name}`).join(', ');
    return fail('invalid', `"${text}" names ${matches.length} workloads: ${named}. Write kind/NAME and -n NAMESPACE.`, { field: 'name' });
  }
  const [problem] = read.value.problems;
  if (problem !== undefined) return { ok: false, error: problem.error };
  const where = read.value.namespace === null ? 'in any namespace' : `in namespace ${read.value.namespace}`;
  const what = typed.kind === null ? `No rollout and no deployment "${typed.name}"` : `No ${typed.kind.toLowerCase()} "${typed.name}"`;
  return fail('not-found', `${what} ${where} of context ${context}: not found.`);
}
