import type { Command, Write } from './action.ts';
import { isObserved, type Workload } from './workload.ts';

/** A controller that has seen a write shows it within half a second; before this nobody should help it. Milliseconds. */
export const unseenAfterMs = 1_000;

/**
 * Whether a write is stored and its controller looks past it. Argo Rollouts 1.9 puts its own last status patch over its cache,
 * and with it over a write that arrived in between (some 100 ms around each of its patches): nothing happens then until the
 * object changes again, and sending the same patch again changes nothing. See nudgeOf.
 */
export function isUnseen(command: Command, before: Workload, now: Workload): boolean {
  if (now.uid !== before.uid || now.target.kind !== 'Rollout') return false;
  switch (command.action) {
    case 'abort':
      return (now.aborted && now.abortedAt === null) || !isObserved(now);
    case 'retry':
      return !now.aborted && now.abortedAt !== null;
    case 'promote':
      return (now.controllerPause && now.pauseConditions.length === 0) || !isObserved(now);
    case 'promote-full':
      return now.promoteFull && now.pauseConditions.length > 0;
    default:
      return !isObserved(now);
  }
}

/**
 * A status write that means nothing and changes the object, so that its controller reads it again: a flag that is not set is
 * spelled out as false, or taken away again.
 * @param attempt 0 for the first; each must differ from the one before to be a change
 */
export function nudgeOf({ target: { namespace, name }, aborted }: Workload, command: Command, attempt: number): Write {
  // Never the flag the command itself is about, and never the abort that stands: taken away, the bad version would start again.
  const flag = aborted || command.action === 'abort' || command.action === 'retry' ? 'promoteFull' : 'abort';
  return {
    method: 'PATCH',
    path: `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts/${name}/status`,
    contentType: 'application/merge-patch+json',
    body: { status: { [flag]: attempt % 2 === 0 ? false : null } },
    summary: `merge patch, rollouts/${name}/status, to make the controller look again`,
  };
}
