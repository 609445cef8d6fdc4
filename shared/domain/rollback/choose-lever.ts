import type { Command } from '../rollouts/action.ts';
import { isFullyPromoted, isObserved, stableVersion, type Version, type Workload } from '../rollouts/workload.ts';
import type { Lever, LeverOption } from './plan.ts';
import { routingOf } from './routing.ts';

export interface Choice {
  readonly lever: Lever;
  readonly command: Command;
  /** Both levers and why one is not pulled. */
  readonly options: LeverOption[];
}

/**
 * The cheapest lever that fits. An abort moves only weight, so it wins while a version is still rolling out; once the
 * version is stable, was aborted before, or is being promoted in full (promoteFull clears an abort, argo-rollouts #4461),
 * only an undo goes back. Null: there is nothing to go back to, and `why` says so.
 */
export function chooseLever(workload: Workload, asked: Lever | null, toRevision: number | null): { choice: Choice | null; why: string } {
  const abort = abortObstacle(workload);
  const undo = undoObstacle(workload, toRevision);
  const lever = asked ?? (toRevision !== null ? 'undo' : abort === null ? 'abort' : 'undo');
  const obstacle = lever === 'abort' ? abort : undo;
  if (obstacle !== null) return { choice: null, why: obstacle };
  const options: LeverOption[] = [
    { lever: 'abort', chosen: lever === 'abort', possible: abort === null, text: abort ?? abortText(workload) },
    {
      lever: 'undo',
      chosen: lever === 'undo',
      possible: undo === null,
      text: undo ?? `changes the spec, to revision ${revisionText(undoTarget(workload, toRevision))}`,
    },
  ];
  const command: Command =
    lever === 'abort' ? { action: 'abort' } : { action: 'undo', toRevision: toRevision ?? undoTarget(workload, null)?.revision ?? null };
  return { choice: { lever, command, options }, why: '' };
}

function abortText(workload: Workload): string {
  switch (routingOf(workload)) {
    case 'pods':
      return 'scales the pods back, the spec stays';
    case 'services':
      return 'switches the active Service, the spec stays';
    default:
      return 'moves weight only, the spec stays';
  }
}

/** Where an undo goes: the asked revision; else the stable version while another one is in the spec; else the one before the current. */
export function undoTarget(workload: Workload, toRevision: number | null): Version | undefined {
  if (toRevision !== null) return workload.versions.find((version) => version.revision === toRevision);
  const stable = stableVersion(workload);
  if (stable !== undefined && workload.stableHash !== workload.currentHash) return stable;
  const others = workload.versions.filter((version) => version.hash !== workload.currentHash && version.revision !== null);
  return others.toSorted((a, b) => (b.revision ?? 0) - (a.revision ?? 0))[0];
}

function abortObstacle(workload: Workload): string | null {
  if (workload.target.kind === 'Deployment') return 'A Deployment has no abort';
  if (isFullyPromoted(workload)) return 'Nothing is rolling out: the version is stable';
  if (workload.aborted && isObserved(workload)) return 'It is aborted already: stable has the traffic';
  if (workload.promoteFull) return 'It is being promoted in full, which would clear an abort';
  if (workload.stableHash === '') return 'There is no stable version to give the traffic to';
  return null;
}

function undoObstacle(workload: Workload, toRevision: number | null): string | null {
  const target = undoTarget(workload, toRevision);
  if (target === undefined) {
    return toRevision === null
      ? 'There is no other revision to go back to'
      : `Revision ${toRevision} is not kept. Kept: ${keptText(workload)}`;
  }
  if (target.hash === workload.currentHash) return `Revision ${target.revision} is what the spec asks for now`;
  if (workload.target.kind === 'Deployment' && workload.paused)
    return 'The Deployment is paused: resume it first, Kubernetes refuses to undo a paused one';
  return null;
}

function revisionText(version: Version | undefined): string {
  return version?.revision === null || version === undefined ? 'unknown' : `${version.revision}`;
}

function keptText(workload: Workload): string {
  const kept = workload.versions.flatMap((version) => (version.revision === null ? [] : [String(version.revision)]));
  return kept.length === 0 ? 'none' : kept.join(', ');
}

/**
 * Whether an undo replays the steps. It does on a canary when the target is not the stable version and the rollback window
 * does not cover it; null where the window makes it depend on creation times we cannot be sure of (argo-rollouts #3304).
 */
export function replaysSteps(workload: Workload, target: Version | undefined): boolean | null {
  if (workload.strategy !== 'canary' || workload.steps.length === 0 || target === undefined) return false;
  if (target.hash === workload.stableHash) return false;
  return workload.rollbackWindowRevisions === null ? true : null;
}
