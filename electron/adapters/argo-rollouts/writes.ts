import type { Command, Write } from '#shared/domain/rollouts/action.ts';
import { currentLabel } from '#shared/domain/rollouts/requested.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { objectPath, objectText } from '../deployments/paths.ts';

type Json = Write['body'];
type Plain = Exclude<Command, { action: 'undo' | 'set-image' }>;

/**
 * The requests a command on a Rollout needs, in the order Argo's own plugin sends them: status first, then spec.
 * Bodies are Argo's verbs to the letter; none carries a version, so that a busy controller cannot refuse them.
 * @param now epoch ms, for restartAt
 */
export function rolloutWrites(workload: Workload, command: Plain, now: number): Result<readonly Write[]> {
  const status = (body: Json) => merge(workload, '/status', { status: body });
  const spec = (body: Json) => merge(workload, '', { spec: body });
  const unpause = workload.paused ? [spec({ paused: false })] : [];
  switch (command.action) {
    case 'abort':
      // Measured: on a Rollout paused by hand the controller notes an abort and moves neither pods nor weights until it is resumed.
      return ok([status({ abort: true }), ...unpause]);
    case 'retry':
      return ok([status({ abort: false })]);
    case 'pause':
      return ok([spec({ paused: true })]);
    case 'resume':
      return ok([spec({ paused: false })]);
    case 'restart':
      return ok([spec({ restartAt: `${new Date(now).toISOString().slice(0, 19)}Z` })]);
    case 'promote-full': {
      const needed = workload.currentHash !== workload.stableHash ? [status({ promoteFull: true })] : [];
      return some([...needed, ...unpause], `${currentLabel(workload)} already has everything`);
    }
    case 'promote': {
      const body = promoteStatus(workload);
      return some([...(body === null ? [] : [status(body)]), ...unpause], 'Nothing waits for a promotion');
    }
  }
}

function some(writes: readonly Write[], otherwise: string): Result<readonly Write[]> {
  return writes.length === 0 ? fail('invalid', `${otherwise}.`) : ok(writes);
}

/** The first that applies: go on past an undecided analysis, end the pauses, or step over what runs now. */
function promoteStatus(workload: Workload): Json | null {
  const { pauseConditions, controllerPause, steps, analysis } = workload;
  const isSteppedCanary = workload.strategy === 'canary' && steps.length > 0;
  const next = Math.min((workload.currentStepIndex ?? 0) + 1, steps.length);
  const paused = pauseConditions.length > 0;
  if (isSteppedCanary && analysis.step?.phase === 'Inconclusive' && paused && controllerPause) {
    return { pauseConditions: null, controllerPause: false, currentStepIndex: next };
  }
  if (paused) return { pauseConditions: null };
  return isSteppedCanary ? { pauseConditions: null, currentStepIndex: next } : null;
}

function merge({ target }: Workload, subresource: '' | '/status', body: Json): Write {
  return {
    method: 'PATCH',
    path: `${objectPath(target)}${subresource}`,
    contentType: 'application/merge-patch+json',
    body,
    summary: `merge patch, ${objectText(target)}${subresource}`,
  };
}
