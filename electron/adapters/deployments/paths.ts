import type { Target } from '#shared/domain/rollouts/target.ts';

const roots = { Rollout: '/apis/argoproj.io/v1alpha1', Deployment: '/apis/apps/v1' } as const;
const plurals = { Rollout: 'rollouts', Deployment: 'deployments' } as const;

/** `/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts`; without a namespace the whole cluster's. */
export function collectionPath(root: string, plural: string, namespace: string | null): string {
  return namespace === null ? `${root}/${plural}` : `${root}/namespaces/${encodeURIComponent(namespace)}/${plural}`;
}

export function workloadsPath(kind: Target['kind'], namespace: string | null): string {
  return collectionPath(roots[kind], plurals[kind], namespace);
}

export function replicaSetsPath(namespace: string | null): string {
  return collectionPath('/apis/apps/v1', 'replicasets', namespace);
}

export function objectPath({ kind, namespace, name }: Target): string {
  return `${workloadsPath(kind, namespace)}/${encodeURIComponent(name)}`;
}

/** `rollouts/payments`, for the line a person reads. */
export function objectText({ kind, name }: Target): string {
  return `${plurals[kind]}/${name}`;
}
