import { holdOf } from '../rollouts/pauses.ts';
import { deploymentTookTemplate } from '../rollouts/proof.ts';
import { requestedShare } from '../rollouts/requested.ts';
import { percentText } from '../rollouts/words.ts';
import { currentVersion, isFullyPromoted, isObserved, type Workload } from '../rollouts/workload.ts';
import type { VersionFigures } from '../rollouts/version-health.ts';
import type { Breach } from './timetable.ts';
import type { LegState } from './views.ts';

/** What a passenger's workload says of its passenger. `takeBack`: it is ours that went bad, so it can be taken back. */
export interface LegSeen {
  readonly state: Extract<LegState, 'rolling' | 'baking' | 'arrived' | 'bad'>;
  readonly text: string;
  readonly weight: number | null;
  readonly takeBack: boolean;
}

/** One answer of the metric server about the version that travels. */
export interface BreachReading extends Pick<VersionFigures, 'requestsPerSecond' | 'errorPercent'> {
  readonly at: number;
}

/** Reads the cluster's own words, and the breach that was declared before. Unknown is never bad and never arrived. */
export function judgeLeg(
  workload: Workload,
  image: string,
  breach: Breach | undefined,
  readings: readonly BreachReading[],
  now: number,
): LegSeen {
  const share = requestedShare(workload).percent;
  const seen = (state: LegSeen['state'], text: string, takeBack = false): LegSeen => ({ state, text, weight: share, takeBack });
  if (!isObserved(workload)) return seen('rolling', 'the controller has not observed the new spec');
  const version = currentVersion(workload);
  if (version === undefined) return seen('rolling', 'its ReplicaSet is not there yet');
  if (!version.images.some((one) => one.image === image)) return seen('bad', `another version is in the spec since: ${version.label}`);
  if (workload.aborted) return seen('bad', `aborted: ${workload.message || 'the controller gives no reason'}`, true);
  if (workload.phase === 'Degraded') return seen('bad', `Degraded: ${workload.message || 'the controller gives no reason'}`, true);
  const breached = breach === undefined ? null : breachOf(breach, readings);
  if (breached !== null) return seen('bad', breached, true);
  if (hasArrived(workload)) return seen('arrived', `runs on ${workload.replicas.available} of ${workload.replicas.desired} pods`);
  const at = stepText(workload, share);
  const hold = holdOf(workload, now);
  if (hold === null) return seen('rolling', at);
  if (hold.leftMs !== null) return seen('rolling', `paused ${at}, goes on by itself`);
  const why = { step: 'paused', 'blue-green': 'in preview', inconclusive: 'analysis inconclusive', hand: 'paused by hand' }[hold.by];
  return seen('baking', hold.by === 'blue-green' ? why : `${why} ${at}`);
}

function hasArrived(workload: Workload): boolean {
  if (workload.target.kind === 'Deployment') return deploymentTookTemplate(workload).effective;
  return isFullyPromoted(workload) && workload.phase === 'Healthy';
}

function stepText({ steps, currentStepIndex }: Workload, share: number | null): string {
  const weight = share === null ? '' : `at ${percentText(share)}`;
  const step =
    currentStepIndex === null || steps.length === 0 ? '' : `step ${Math.min(currentStepIndex + 1, steps.length)} of ${steps.length}`;
  return [weight, step].filter((part) => part !== '').join(', ') || 'on its way';
}

/** The declared breach, measured on the last so many readings in a row; silence between them is no breach. */
function breachOf({ errorRatePercent, minRequests, readings: wanted }: Breach, readings: readonly BreachReading[]): string | null {
  const last = readings.slice(-wanted);
  const over = last.filter(
    ({ errorPercent, requestsPerSecond }) =>
      (requestsPerSecond ?? 0) >= minRequests && errorPercent !== null && errorPercent > errorRatePercent,
  );
  if (last.length < wanted || over.length < wanted) return null;
  const newest = last.at(-1)?.errorPercent ?? 0;
  return `${percentText(newest)} of its requests fail, declared at most ${percentText(errorRatePercent)}; ${wanted} readings in a row`;
}
