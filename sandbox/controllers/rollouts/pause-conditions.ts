import { type Condition, conditionOf, setCondition } from '../machinery/conditions.ts';
import type { Happening } from '../machinery/recorder.ts';
import type { Rollout } from './rollout.ts';

/**
 * The conditions that say paused, resumed or retried, written before anything else is looked at: a rollout paused for long must not
 * look stuck. The same list when there is nothing to say.
 */
export function pauseConditions(
  rollout: Rollout,
  now: string,
): { readonly conditions: readonly Condition[]; readonly happenings: readonly Happening[] } {
  const { status } = rollout;
  const progress = conditionOf(status.conditions, 'Progressing');
  const paused = status.pauseConditions.length > 0 || rollout.paused;
  const saidPaused = conditionOf(status.conditions, 'Paused')?.status === 'True';
  const aborted = progress?.reason === 'RolloutAborted';
  const happenings: Happening[] = [];
  let { conditions }: { conditions: readonly Condition[] } = status;
  const progressing = (reason: string, message: string) => {
    conditions = setCondition(conditions, { type: 'Progressing', status: 'Unknown', reason, message }, now);
  };
  // A finished rollout that is paused by hand stays finished.
  const finished = progress?.reason === 'NewReplicaSetAvailable';
  if (paused && progress?.reason !== 'RolloutPaused' && !aborted && !finished) progressing('RolloutPaused', 'Rollout is paused');
  if (!paused && progress?.reason === 'RolloutPaused') progressing('RolloutResumed', 'Rollout is resumed');
  if (status.abort !== true && aborted) progressing('RolloutRetry', 'Retrying Rollout after abort');
  if (paused !== saidPaused && (!aborted || status.abort !== true)) {
    if (!paused) happenings.push({ reason: 'RolloutResumed', message: 'Rollout is resumed' });
    conditions = setCondition(
      conditions,
      { type: 'Paused', status: paused ? 'True' : 'False', reason: 'RolloutPaused', message: 'Rollout is paused' },
      now,
    );
  }
  return { conditions, happenings };
}
