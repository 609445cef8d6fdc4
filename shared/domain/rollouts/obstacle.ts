import type { CommandAction } from './action.ts';
import { holdOf } from './pauses.ts';
import { currentLabel, describesOlderSpec } from './requested.ts';
import { isFullyPromoted, isObserved, type Version, type Workload } from './workload.ts';

const unseen = 'The controller has not seen the newest spec. Wait for it';
const unknownToDeployments = 'A Deployment has no steps: it rolls by itself';

/** Why the object's own state does not allow an action, in a sentence, or null when it does. Nobody's rights are asked here. */
export function obstacleOf(action: CommandAction, workload: Workload, revisions: readonly Version[] = workload.versions): string | null {
  return workload.target.kind === 'Deployment'
    ? deploymentObstacle(action, workload, revisions)
    : rolloutObstacle(action, workload, revisions);
}

function deploymentObstacle(action: CommandAction, workload: Workload, revisions: readonly Version[]): string | null {
  switch (action) {
    case 'promote':
    case 'promote-full':
      return `${unknownToDeployments}, nothing can be promoted`;
    case 'abort':
    case 'retry':
      return `${unknownToDeployments}, nothing can be ${action === 'abort' ? 'aborted. Undo goes back' : 'retried'}`;
    case 'undo':
      return workload.paused ? 'Paused: Kubernetes undoes no paused Deployment. Resume it first' : undoObstacle(workload, revisions);
    case 'restart':
      return workload.paused ? 'Paused: a restart would wait. Resume it first' : null;
    case 'set-image':
      return workload.paused ? 'Paused: a new version would wait. Resume it first' : gitOpsObstacle(workload);
    case 'pause':
    case 'resume':
      return pauseObstacle(action, workload);
  }
}

function rolloutObstacle(action: CommandAction, workload: Workload, revisions: readonly Version[]): string | null {
  switch (action) {
    case 'promote':
      return promoteObstacle(workload);
    case 'promote-full':
      return promoteFullObstacle(workload);
    case 'abort':
      return abortObstacle(workload);
    case 'retry':
      return workload.aborted ? null : 'Not aborted, so there is nothing to retry';
    case 'undo':
      return undoObstacle(workload, revisions);
    case 'restart':
      return workload.replicas.desired === 0 ? 'It is scaled to 0, no pod can be restarted' : null;
    case 'set-image':
      return workload.paused ? 'Paused by hand: a new version would wait. Resume it first' : gitOpsObstacle(workload);
    case 'pause':
    case 'resume':
      return pauseObstacle(action, workload);
  }
}

/** Never fight a controller: what Git says would be put back. */
function gitOpsObstacle({ gitOps }: Workload): string | null {
  return gitOps === null ? null : `${gitOps.tool} ${gitOps.name} owns its template (${gitOps.evidence}). Change the image in Git`;
}

function forwardObstacle(workload: Workload): string | null {
  if (workload.aborted) return `Aborted. Retry sends ${currentLabel(workload)} again from its first step`;
  if (describesOlderSpec(workload)) return unseen;
  return null;
}

function promoteObstacle(workload: Workload): string | null {
  const forward = forwardObstacle(workload);
  if (forward !== null) return forward;
  if (isFullyPromoted(workload))
    return workload.paused ? 'Paused by hand, and nothing waits. Resume it' : `${currentLabel(workload)} already has everything`;
  if (workload.promoteFull) return 'A full promotion is already running';
  const hasSteps = workload.strategy === 'canary' && workload.steps.length > 0;
  if (hasSteps || workload.paused || workload.pauseConditions.length > 0) return null;
  return workload.strategy === 'blueGreen'
    ? 'Nothing waits for a promotion: the preview is not ready, or it promotes by itself'
    : 'It has no steps: nothing waits for a promotion';
}

function promoteFullObstacle(workload: Workload): string | null {
  const forward = forwardObstacle(workload);
  if (forward !== null) return forward;
  // On a status that describes an older spec this is silently nothing, or worse: it promotes what nobody saw.
  if (!isObserved(workload)) return unseen;
  if (isFullyPromoted(workload)) return `${currentLabel(workload)} already has everything`;
  return workload.promoteFull ? 'A full promotion is already running' : null;
}

function abortObstacle(workload: Workload): string | null {
  if (workload.aborted) return 'Already aborted';
  // While the newest spec is unseen an abort waits for it: a rollback is not refused for the controller's slowness.
  if (isFullyPromoted(workload)) return `Nothing is on its way: ${currentLabel(workload)} already has everything. Undo goes back`;
  if (workload.promoteFull) return 'A full promotion is running, and the controller drops an abort then. Undo goes back';
  if (workload.stableHash === '' && isObserved(workload)) return 'This is its first version: there is nothing to go back to';
  return null;
}

function pauseObstacle(action: 'pause' | 'resume', workload: Workload): string | null {
  if (action === 'pause') return workload.paused ? 'Already paused by hand' : null;
  if (workload.paused) return null;
  return holdOf(workload, 0) === null ? 'Not paused' : 'Paused by its own step, not by hand. Promote goes on';
}

function undoObstacle(workload: Workload, revisions: readonly Version[]): string | null {
  if (workload.currentHash === '') return 'The controller has not said which revision runs. Wait for it';
  if (revisions.length === 0) return 'Its revisions are not known yet';
  return revisions.some((version) => version.hash !== workload.currentHash) ? null : 'There is no other revision to go back to';
}
