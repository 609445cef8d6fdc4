import type { Change, Manifested, Plan } from '#shared/domain/trains/events.ts';
import type { CiDeployment, CiRange } from '#shared/domain/trains/ci.ts';
import { matching } from '#shared/domain/trains/globs.ts';
import { imageLabel } from '#shared/domain/rollouts/version-label.ts';
import { stableVersion, type Workload } from '#shared/domain/rollouts/workload.ts';

/** What runs now where the passenger goes first. null: not known. */
export interface RunningNow {
  readonly image: string | null;
  readonly version: string | null;
  readonly commit: string | null;
}

export const nothingKnown: RunningNow = { image: null, version: null, commit: null };

/** The image that carries production, and the commit CI deployed it from. */
export function runningNow(workload: Workload, container: string | null, deployments: readonly CiDeployment[]): RunningNow {
  const images = stableVersion(workload)?.images ?? [];
  const image = (images.find((one) => one.container === (container ?? workload.target.name)) ?? images[0])?.image ?? null;
  if (image === null) return nothingKnown;
  const digest = digestOf(image);
  const label = imageLabel(image);
  const deployed =
    deployments.find((one) => (digest !== null && one.digest === digest) || one.image === image) ??
    deployments.find(({ version }) => version === label);
  return { image, version: deployed?.version ?? label, commit: deployed?.commit ?? null };
}

export function digestOf(image: string): string | null {
  return /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1] ?? null;
}

interface PassengerFacts {
  readonly change: Change;
  readonly plan: Plan;
  readonly running: RunningNow;
  readonly range: CiRange | null;
  /** How many changes this service's last trains carried, newest first. */
  readonly past: readonly number[];
}

/** A passenger as the manifest keeps it. What nobody could say is null or empty, and `truncated` says when not all was listed. */
export function passengerOf({ change, plan, running, range, past }: PassengerFacts): Manifested {
  const service = plan.services[change.service];
  const files = range?.files ?? [];
  return {
    service: change.service,
    repository: change.repository,
    tier: service?.tier ?? 3,
    fromVersion: running.version,
    toVersion: change.version,
    image: change.image,
    digest: change.digest,
    testedDigest: change.testedDigest,
    testedIn: change.testedIn,
    rebuild: rebuildOf(change),
    commit: change.commit,
    fromCommit: running.commit,
    changes: range?.total ?? null,
    versusUsual: versusUsual(range?.total ?? null, past),
    commits: range?.commits ?? [],
    authors: [...new Set((range?.commits ?? []).map(({ author }) => author))],
    migrations: matching(files, plan.paths.migrations),
    configs: matching(files, plan.paths.configs),
    truncated: range?.truncated ?? false,
    boardedAt: change.arrivedAt,
    needs: service?.needs ?? [],
    group: service?.group ?? null,
    url: range?.url ?? change.url,
  };
}

function rebuildOf({ digest, testedDigest, testedIn, commit }: Change): string | null {
  if (digest === null) return null;
  if (testedDigest === null) return `${short(digest)} was never tested in ${testedIn}: CI deployed nothing of ${commit.slice(0, 8)} there`;
  return testedDigest === digest ? null : `A rebuild: ${short(testedDigest)} was tested in ${testedIn}, ${short(digest)} would run`;
}

function short(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, 8);
}

const usualOf = 5;

/** Beside the mean of the last five; nothing to compare with is null. */
function versusUsual(changes: number | null, past: readonly number[]): number | null {
  const last = past.slice(0, usualOf);
  const mean = last.reduce((sum, one) => sum + one, 0) / last.length;
  return changes === null || last.length === 0 || mean === 0 ? null : Math.round((changes / mean) * 10) / 10;
}
