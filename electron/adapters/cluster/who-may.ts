import { z } from 'zod';
import { ok, type Result } from '#shared/contract/result.ts';
import { type NeededRight, neededRights } from '#shared/domain/policy/role.ts';
import type { Command } from '#shared/domain/rollouts/action.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import { collectionPath } from '../deployments/paths.ts';
import type { ApiClient } from '../kubernetes/api-client.ts';
import { List } from './read-workload.ts';

const words = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);
const Rule = z.object({ verbs: words, apiGroups: words, resources: words, resourceNames: words });
const Role = z.object({ kind: z.string().default(''), metadata: z.object({ name: z.string() }), rules: z.array(Rule).nullish() });
const Binding = z.object({
  roleRef: z.object({ kind: z.string(), name: z.string() }),
  subjects: z.array(z.object({ kind: z.string(), name: z.string(), namespace: z.string().nullish() })).nullish(),
});

const asks: Record<NeededRight, { group: string; resource: string }> = {
  patchRollouts: { group: 'argoproj.io', resource: 'rollouts' },
  patchRolloutsStatus: { group: 'argoproj.io', resource: 'rollouts/status' },
  patchDeployments: { group: 'apps', resource: 'deployments' },
};

function allows(rule: z.infer<typeof Rule>, right: NeededRight, name: string): boolean {
  const { group, resource } = asks[right];
  const has = (list: readonly string[], value: string) => list.includes('*') || list.includes(value);
  const subresource = resource.split('/')[1];
  const named = has(rule.resources, resource) || (subresource !== undefined && rule.resources.includes(`*/${subresource}`));
  return (
    has(rule.verbs, 'patch') &&
    has(rule.apiGroups, group) &&
    named &&
    (rule.resourceNames.length === 0 || rule.resourceNames.includes(name))
  );
}

/** `M. Okafor`, `group sre`, `service account shop/deployer`. The cluster's own parts are not people to call. */
function subjectText({ kind, name, namespace }: { kind: string; name: string; namespace?: string | null | undefined }): string | null {
  if (name.startsWith('system:') || namespace?.startsWith('kube-')) return null;
  if (kind === 'ServiceAccount') return `service account ${namespace ?? ''}/${name}`;
  return kind === 'Group' ? `group ${name}` : name;
}

/** Everybody the cluster's role bindings allow this command, by name. Webhook authorizers may know others. */
export async function whoMay(client: ApiClient, target: Target, command: Command, signal: AbortSignal): Promise<Result<readonly string[]>> {
  const root = '/apis/rbac.authorization.k8s.io/v1';
  const paths = [
    collectionPath(root, 'clusterroles', null),
    collectionPath(root, 'roles', target.namespace),
    collectionPath(root, 'clusterrolebindings', null),
    collectionPath(root, 'rolebindings', target.namespace),
  ];
  const answers = await Promise.all(paths.map((path) => client.request({ method: 'GET', path, signal })));
  const failed = answers.find((answer) => !answer.ok);
  if (failed !== undefined && !failed.ok) return failed;
  const [clusterRoles = [], roles = [], ...bindings] = answers.map((answer) =>
    answer.ok ? (List.safeParse(answer.value.json).data?.items ?? []) : [],
  );
  const rulesOf = new Map<string, readonly z.infer<typeof Rule>[]>();
  for (const [kind, items] of [
    ['ClusterRole', clusterRoles],
    ['Role', roles],
  ] as const) {
    for (const item of items) {
      const role = Role.safeParse(item).data;
      if (role !== undefined) rulesOf.set(`${kind}/${role.metadata.name}`, role.rules ?? []);
    }
  }
  const needed = neededRights(command.action, target.kind, false);
  const granted = new Map<string, Set<NeededRight>>();
  for (const item of bindings.flat()) {
    const binding = Binding.safeParse(item).data;
    const rules = rulesOf.get(`${binding?.roleRef.kind}/${binding?.roleRef.name}`) ?? [];
    const rights = needed.filter((right) => rules.some((rule) => allows(rule, right, target.name)));
    for (const subject of binding?.subjects ?? []) {
      const name = subjectText(subject);
      if (name !== null) granted.set(name, new Set([...(granted.get(name) ?? []), ...rights]));
    }
  }
  return ok(
    [...granted]
      .filter(([, rights]) => needed.every((right) => rights.has(right)))
      .map(([name]) => name)
      .sort(),
  );
}
