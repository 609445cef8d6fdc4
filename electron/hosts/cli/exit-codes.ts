import type { ErrorKind, Failure } from '#shared/contract/result.ts';
import type { Act, ActState } from '#shared/domain/rollback/execution.ts';

/** What a script reads from `$?`. Part of the contract: a number never changes its meaning. */
export const exitCodes = {
  /** Done and, for an act, effective. */
  ok: 0,
  /** Failed, not found, or broken evidence. */
  failed: 1,
  /** 401, 403, the desk's own rule, a changed basis, a command line nobody approved. */
  refused: 2,
  /** Sent, but not effective in time. */
  sent: 3,
  /** Nobody answered. */
  unreachable: 4,
  /** Bad usage, an unknown context, an empty reason, a kubeconfig that cannot be read. */
  usage: 64,
  /** A bug of ours. */
  bug: 70,
  /** Ctrl-C. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const ofKind: Record<ErrorKind, ExitCode> = {
  unreachable: exitCodes.unreachable,
  unauthenticated: exitCodes.refused,
  forbidden: exitCodes.refused,
  'refused-by-policy': exitCodes.refused,
  'approval-needed': exitCodes.refused,
  conflict: exitCodes.failed,
  stale: exitCodes.refused,
  'not-found': exitCodes.failed,
  invalid: exitCodes.failed,
  'rate-limited': exitCodes.unreachable,
  unsupported: exitCodes.failed,
  storage: exitCodes.failed,
  cancelled: exitCodes.interrupted,
  internal: exitCodes.bug,
};

/** Fields of an input that a person typed: `invalid` about one of them is bad usage, about anything else a failed request. */
const typed = new Set([
  'reason',
  'context',
  'contexts',
  'kubeconfig',
  'timeoutSeconds',
  'limit',
  'lever',
  'prometheus',
  'home',
  'since',
  'name',
  'port',
  'file',
  'sandbox',
  'scenario',
  'train',
  'service',
  'image',
  'environment',
  'for',
  'title',
  'text',
  'severity',
  'output',
  'entry',
  'at',
  'review',
  'item',
  'verdict',
  'conditions',
]);

/** The exit code of an expected failure. */
export function exitOfFailure(failure: Failure): ExitCode {
  if (failure.kind === 'invalid' && failure.field !== undefined && typed.has(failure.field.split('.')[0] ?? '')) return exitCodes.usage;
  return ofKind[failure.kind];
}

/** The exit code of a finished act. */
export function exitOfAct(act: Pick<Act, 'state' | 'error'>): ExitCode {
  return act.error?.kind === 'internal' ? exitCodes.bug : exitOfState(act.state);
}

/** The exit code of an act's state. `waiting` and `running` are what is known when the wait was cut short. */
function exitOfState(state: ActState): ExitCode {
  switch (state) {
    case 'effective':
      return exitCodes.ok;
    case 'refused':
      return exitCodes.refused;
    case 'failed':
      return exitCodes.failed;
    case 'unreachable':
      return exitCodes.unreachable;
    case 'waiting':
    case 'running':
    case 'sent':
      return exitCodes.sent;
  }
}

/** The state a script reads when an act never came to be: the word of its exit code. */
export function stateOfFailure(failure: Failure): 'refused' | 'failed' | 'unreachable' {
  const code = exitOfFailure(failure);
  if (code === exitCodes.refused) return 'refused';
  return code === exitCodes.unreachable ? 'unreachable' : 'failed';
}
