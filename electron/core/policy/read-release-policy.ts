import { type Freeze, type FreezeRule, ReleasePolicy } from '#shared/domain/policy/release-policy.ts';
import { RolesFile } from '#shared/domain/policy/release-roles.ts';
import { createZone } from '#shared/domain/trains/zone.ts';
import type { ReleaseFile } from '../ports/release-files.ts';
import { problemText, readYaml } from '../read-yaml.ts';

export const rolesFile = 'roles.yaml';
export const policyFile = 'policy.yaml';

/** The rules of a release as they stand in the folder now. */
export interface PolicyReading {
  /** null: there is none, or it cannot be understood; nobody holds a role then. */
  readonly roles: RolesFile | null;
  /** null: it cannot be understood. A file that is not there declares nothing: no freeze, no budget. */
  readonly policy: ReleasePolicy | null;
  readonly freezes: readonly Freeze[];
  readonly problems: readonly string[];
}

export function readReleasePolicy(files: readonly ReleaseFile[]): PolicyReading {
  const textOf = (name: string) => files.find((file) => file.name === name)?.text;
  const rolesText = textOf(rolesFile);
  const roles = rolesText === undefined ? null : readYaml(rolesFile, rolesText, RolesFile);
  const policyText = textOf(policyFile);
  const policy = policyText === undefined ? null : readYaml(policyFile, policyText, ReleasePolicy);
  const problems = [roles, policy].flatMap((read) => (read === null || read.ok ? [] : read.problems.map(problemText)));

  const freezes: Freeze[] = [];
  if (policy?.ok === true)
    policy.value.freezes.forEach((rule, index) => {
      const freeze = freezeOf(rule);
      if (typeof freeze === 'string') problems.push(problemText(policy.problemAt(['freezes', index], freeze)));
      else freezes.push(freeze);
    });
  // A freeze that cannot be read must not be a freeze that is not there.
  const whole =
    policy === null
      ? ReleasePolicy.parse({ version: 1 })
      : policy.ok && freezes.length === policy.value.freezes.length
        ? policy.value
        : null;
  return { roles: roles?.ok === true ? roles.value : null, policy: whole, freezes, problems };
}

function freezeOf({ name, zone: zoneName, from, until, services }: FreezeRule): Freeze | string {
  const zone = createZone(zoneName);
  if (zone === null) return `expected an IANA time zone such as Europe/Berlin; there is no ${zoneName}`;
  const [begin, end] = [from, until].map((text) => {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/[-T:]/).map(Number);
    return zone.toInstant({ year, month, day, hour, minute, second: 0 }).at;
  });
  if (begin === undefined || end === undefined || begin >= end) return `${name} ends before it begins`;
  return { name, from: begin, to: end, services: services ?? null };
}
