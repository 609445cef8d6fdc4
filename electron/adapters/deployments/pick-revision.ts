import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { Version, Workload } from '#shared/domain/rollouts/workload.ts';

/**
 * The version an undo goes to. Told: that revision. Not told: the stable version while another one rolls out (an abandoned
 * canary between the two is no place to go back to), else the newest revision before the current one.
 */
export function pickRevision(workload: Workload, toRevision: number | null): Result<Version & { revision: number }> {
  const known = workload.versions.flatMap((version) => (version.revision === null ? [] : [{ ...version, revision: version.revision }]));
  const label = workload.target.name;
  if (toRevision !== null) {
    const told = known.find((version) => version.revision === toRevision);
    const kept = known.map((version) => version.revision).join(', ') || 'none';
    return told === undefined
      ? fail('not-found', `${label} keeps no revision ${toRevision}. Kept: ${kept}.`, { field: 'toRevision' })
      : ok(told);
  }
  const moving = workload.stableHash !== '' && workload.stableHash !== workload.currentHash;
  const stable = moving ? known.find((version) => version.hash === workload.stableHash) : undefined;
  const previous = [...known].sort((one, other) => other.revision - one.revision).find((version) => version.hash !== workload.currentHash);
  const picked = stable ?? previous;
  return picked === undefined ? fail('not-found', `${label} keeps no other revision to go back to.`) : ok(picked);
}
