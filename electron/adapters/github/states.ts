import type { CiState } from '#shared/domain/trains/ci.ts';

// GitHub's words on the left. One that is not here is `unknown`: a word we do not know is never a pass.

const ongoing: Readonly<Record<string, CiState>> = {
  in_progress: 'running',
  queued: 'waiting',
  requested: 'waiting',
  waiting: 'waiting',
  pending: 'waiting',
};

const concluded: Readonly<Record<string, CiState>> = {
  success: 'passed',
  failure: 'failed',
  timed_out: 'failed',
  startup_failure: 'failed',
  cancelled: 'cancelled',
  skipped: 'skipped',
  neutral: 'skipped',
  action_required: 'waiting',
};

const commitStatus: Readonly<Record<string, CiState>> = { success: 'passed', failure: 'failed', error: 'failed', pending: 'running' };

const deployed: Readonly<Record<string, CiState>> = {
  success: 'passed',
  failure: 'failed',
  error: 'failed',
  in_progress: 'running',
  queued: 'waiting',
  pending: 'waiting',
};

interface Said {
  readonly state: CiState;
  readonly words: string;
}

/** Of a run, a job or a check run: `status`, and `conclusion` once it is completed. */
export function stateOfRun(status: string | null, conclusion: string | null): Said {
  const words = [status, conclusion].filter((word) => word !== null).join(', ');
  if (status === 'completed') return { state: known(concluded, conclusion), words };
  return { state: known(ongoing, status), words };
}

export function stateOfStatus(state: string): Said {
  return { state: known(commitStatus, state), words: state };
}

/** Of a deployment: that of the newest status that says how it goes; null before there is one. */
export function stateOfDeployment(state: string | null): Said {
  return state === null ? { state: 'unknown', words: 'no status yet' } : { state: known(deployed, state), words: state };
}

function known(table: Readonly<Record<string, CiState>>, word: string | null): CiState {
  return word !== null && Object.hasOwn(table, word) ? (table[word] ?? 'unknown') : 'unknown';
}
