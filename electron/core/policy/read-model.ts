import { ok, type Result } from '#shared/contract/result.ts';
import type { Freeze } from '#shared/domain/policy/release-policy.ts';
import { releaseRolesOf } from '#shared/domain/policy/release-roles.ts';
import type { Identity } from '#shared/domain/policy/rights.ts';
import type { ReleaseFiles } from '../ports/release-files.ts';
import { type PolicyReading, readReleasePolicy } from './read-release-policy.ts';

/** Who somebody is at a release. `rolesVersion` 0: there is no roles.yaml. */
export interface ReleaseSpeaker {
  readonly roles: readonly string[];
  readonly rolesVersion: number;
  readonly why: string;
}

/** What other features may ask of the rules a team has written down. Read anew each time: people edit them while the desk runs. */
export interface PolicyReadModel {
  read(): Promise<Result<PolicyReading>>;
  /** null identity: the cluster has not said. A folder that cannot be read gives nobody a role. */
  rolesOf(identity: Identity | null): Promise<ReleaseSpeaker>;
  /** For display; the check of a go asks `read`, where what cannot be read is no absence. */
  freezes(): Promise<readonly Freeze[]>;
}

export function policyReadModel(files: ReleaseFiles): PolicyReadModel {
  const read = async (): Promise<Result<PolicyReading>> => {
    const folder = await files.read();
    return folder.ok ? ok(readReleasePolicy(folder.value)) : folder;
  };
  return {
    read,
    async rolesOf(identity) {
      const reading = await read();
      if (!reading.ok) return { roles: [], rolesVersion: 0, why: reading.error.message };
      return { ...releaseRolesOf(reading.value.roles, identity), rolesVersion: reading.value.roles?.version ?? 0 };
    },
    async freezes() {
      const reading = await read();
      return reading.ok ? reading.value.freezes : [];
    },
  };
}
