import { z } from 'zod';
import type { Identity } from './rights.ts';

const RoleName = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, 'a role in lower case, for example on-call');
const Names = z.array(z.string().trim().min(1, 'a name')).max(1_000, 'at most 1000').default([]);

/**
 * `roles.yaml` in the release folder: which users and groups, as the cluster names them (SelfSubjectReview), hold which role
 * at a release. Who is not named holds none. `version` counts up with every change and goes into each decision.
 */
export const RolesFile = z.strictObject({
  version: z.number('a whole number').int('a whole number').positive('1 or more'),
  roles: z.record(RoleName, z.strictObject({ users: Names, groups: Names })),
});
export type RolesFile = z.infer<typeof RolesFile>;

/** What this person may answer for, in the order of the file, and why. A name the cluster did not vouch for holds nothing. */
export function releaseRolesOf(
  file: RolesFile | null,
  identity: Identity | null,
): { readonly roles: readonly string[]; readonly why: string } {
  if (file === null) return { roles: [], why: 'There is no roles.yaml that can be read: nobody holds a role.' };
  if (identity === null) return { roles: [], why: 'The cluster has not said who you are.' };
  if (identity.source !== 'SelfSubjectReview')
    return { roles: [], why: 'The cluster does not say who you are (no SelfSubjectReview): no role can be given.' };
  const roles = Object.entries(file.roles).flatMap(([role, { users, groups }]) =>
    users.includes(identity.name) || groups.some((group) => identity.groups.includes(group)) ? [role] : [],
  );
  return roles.length === 0
    ? { roles, why: `roles.yaml (version ${file.version}) names neither ${identity.name} nor a group of theirs.` }
    : { roles, why: `${identity.name}, by roles.yaml version ${file.version}` };
}
