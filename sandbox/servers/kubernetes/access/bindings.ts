import { z } from 'zod';
import type { ObjectStore, StoredObject } from '../../../store/object-store.ts';
import { clusterrolebindings, clusterroles, rolebindings, roles } from '../../../store/resources.ts';
import type { Rule } from './roles.ts';
import type { User } from './users.ts';

const words = z.array(z.string());
const Rules = z.array(
  z.object({
    verbs: words.default([]),
    apiGroups: words.optional(),
    resources: words.optional(),
    resourceNames: words.optional(),
    nonResourceURLs: words.optional(),
  }),
);
const Subjects = z.array(z.object({ kind: z.string(), name: z.string(), namespace: z.string().optional() }));
const RoleRef = z.object({ kind: z.string(), name: z.string() });

/** The rules of one binding, with the sentence the API server gives as its reason. */
export interface Grant {
  readonly rules: readonly Rule[];
  readonly reason: string;
}

/** Every grant a user has in a namespace ('' at cluster scope), cluster bindings first. Read from the store as it is now. */
export function grantsOf(store: ObjectStore, user: User, namespace: string): Grant[] {
  const cluster = store.list(clusterrolebindings, null);
  const local = namespace === '' ? [] : store.list(rolebindings, namespace);
  return [...cluster, ...local].flatMap((binding) => grantOf(store, binding, user));
}

function grantOf(store: ObjectStore, binding: StoredObject, user: User): Grant[] {
  const subjects = Subjects.safeParse(binding['subjects'] ?? []);
  const reference = RoleRef.safeParse(binding['roleRef']);
  if (!subjects.success || !reference.success) return [];
  const subject = subjects.data.find(
    ({ kind, name }) => (kind === 'User' && name === user.name) || (kind === 'Group' && user.groups.includes(name)),
  );
  if (!subject) return [];
  const { kind, name } = reference.data;
  const role = kind === 'ClusterRole' ? store.get(clusterroles, null, name) : store.get(roles, binding.metadata.namespace ?? null, name);
  const rules = Rules.safeParse(role?.['rules']);
  if (!rules.success) return [];
  const where = binding.metadata.namespace ? `${binding.metadata.name}/${binding.metadata.namespace}` : binding.metadata.name;
  const reason = `RBAC: allowed by ${binding.kind} "${where}" of ${kind} "${name}" to ${subject.kind} "${subject.name}"`;
  return [{ rules: rules.data.map(withoutUndefined), reason }];
}

function withoutUndefined({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: z.infer<typeof Rules>[number]): Rule {
  return {
    verbs,
    ...(apiGroups ? { apiGroups } : {}),
    ...(resources ? { resources } : {}),
    ...(resourceNames ? { resourceNames } : {}),
    ...(nonResourceURLs ? { nonResourceURLs } : {}),
  };
}
