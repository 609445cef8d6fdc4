import { ok, type Result } from '#shared/contract/result.ts';
import { actionRights, type ContextRights, rightsOf } from '#shared/domain/connections/access.ts';
import type { Clock } from '../ports/clock.ts';
import type { Registry } from './read-model.ts';

/** Asks one cluster who this person is and what that allows in a namespace. What it does not say is a failure of its own part. */
export async function contextRights(
  registry: Registry,
  clock: Clock,
  { context, namespace }: { readonly context: string; readonly namespace: string },
  signal: AbortSignal,
): Promise<Result<ContextRights>> {
  const cluster = await registry.clusterOf(context);
  if (!cluster.ok) return cluster;
  const [version, identity, answers] = await Promise.all([
    cluster.value.version(signal),
    cluster.value.identity(signal),
    cluster.value.rightsSaid(namespace, signal),
  ]);
  if (identity.ok) registry.identities.set(context, identity.value);
  if (version.ok) registry.noteAlive(context);
  const at = clock.now();
  const said = actionRights(rightsOf(answers.ok ? answers.value : [], at));
  return ok({ context, namespace, at, version, identity, answers: answers.ok ? ok([...answers.value]) : answers, ...said });
}
