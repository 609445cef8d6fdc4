import { describe, expect, it } from 'vitest';
import { releaseRolesOf, RolesFile } from './release-roles.ts';

const file = RolesFile.parse({ version: 3, roles: { conductor: { users: ['mo'] }, 'on-call': { groups: ['sre'] }, admin: {} } });
const who = (name: string, groups: string[] = []) => ({ name, groups, source: 'SelfSubjectReview' as const });

describe('roles at a release', () => {
  it('come from users and groups as the cluster names them', () => {
    expect(releaseRolesOf(file, who('mo', ['sre']))).toEqual({ roles: ['conductor', 'on-call'], why: 'mo, by roles.yaml version 3' });
    expect(releaseRolesOf(file, who('li', ['sre'])).roles).toEqual(['on-call']);
  });

  it('nobody unmapped, unseen or not vouched for holds one', () => {
    expect(releaseRolesOf(file, who('eve'))).toEqual({ roles: [], why: 'roles.yaml (version 3) names neither eve nor a group of theirs.' });
    expect(releaseRolesOf(file, { ...who('mo'), source: 'session' }).roles).toEqual([]);
    expect(releaseRolesOf(file, null).roles).toEqual([]);
    expect(releaseRolesOf(null, who('mo')).roles).toEqual([]);
  });

  it('a role file with an unknown key says where', () => {
    const wrong = RolesFile.safeParse({ version: 1, roles: { conductor: { user: ['mo'] } } });
    expect(wrong.error?.issues[0]).toMatchObject({ path: ['roles', 'conductor'], code: 'unrecognized_keys' });
  });
});
