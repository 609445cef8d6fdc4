import { fail, ok, type Result } from '#shared/contract/result.ts';
import { type ClusterAccess, clusterAccess } from './cluster-access.ts';
import type { Kubeconfig } from './kubeconfig.ts';
import { type UserAccess, userAccess } from './user-access.ts';

/** Everything needed to talk to one cluster as one user; paths are absolute, nothing was read or sent yet. */
export interface ResolvedContext {
  readonly name: string;
  /** `default` where the context names none. */
  readonly namespace: string;
  readonly cluster: ClusterAccess;
  readonly user: UserAccess;
}

/** `not-found` for an unknown context names the known ones; `invalid` or `unsupported` says what in the entry cannot work. */
export function resolveContext(kubeconfig: Kubeconfig, name: string): Result<ResolvedContext> {
  const context = kubeconfig.contexts.find((entry) => entry.name === name);
  if (!context) {
    const known = kubeconfig.contexts.map((entry) => entry.name).join(', ');
    return fail('not-found', `The kubeconfig has no context "${name}". ${known === '' ? 'It has none at all.' : `It has: ${known}.`}`, {
      field: 'context',
    });
  }
  const clusterEntry = kubeconfig.clusters.find((entry) => entry.name === context.fields.cluster);
  if (!clusterEntry) {
    return fail(
      'invalid',
      `${context.file}: the context "${name}" names the cluster "${context.fields.cluster ?? ''}", which the kubeconfig does not have.`,
    );
  }
  const userEntry = kubeconfig.users.find((entry) => entry.name === context.fields.user);
  if (!userEntry && context.fields.user !== null) {
    return fail(
      'invalid',
      `${context.file}: the context "${name}" names the user "${context.fields.user}", which the kubeconfig does not have.`,
    );
  }
  const cluster = clusterAccess(clusterEntry, userEntry ?? null);
  if (!cluster.ok) return cluster;
  const user = userAccess(userEntry ?? null);
  if (!user.ok) return user;
  return ok({ name, namespace: context.fields.namespace ?? 'default', cluster: cluster.value, user: user.value });
}
