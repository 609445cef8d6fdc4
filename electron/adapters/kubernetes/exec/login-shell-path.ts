import { delimiter } from 'node:path';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import { runProcess } from './run-process.ts';

export interface LoginShellDeps {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
}

const start = '__PATH_STARTS__';
const end = '__PATH_ENDS__';

/**
 * The PATH a terminal would have: an app started from the desktop inherits a bare one, and credential plugins live in
 * /usr/local/bin, ~/.asdf and the like. Asked once, for 3 s at most; the process's own PATH where the shell says nothing.
 */
export function createLoginShellPath(deps: LoginShellDeps): () => Promise<string> {
  let asked: Promise<string> | null = null;
  return () => {
    asked ??= ask(deps);
    return asked;
  };
}

async function ask({ env, clock, log }: LoginShellDeps): Promise<string> {
  const ours = env['PATH'] ?? '';
  const shell = env['SHELL'];
  if (process.platform === 'win32' || shell === undefined || shell === '') return ours;
  const outcome = await runProcess(
    {
      command: shell,
      // printenv and not $PATH: fish keeps a list there. The marks set the answer apart from what a profile prints.
      args: ['-lic', `echo ${start}; printenv PATH; echo ${end}`],
      env: definedOnly(env),
      terminal: false,
      timeoutMs: 3_000,
    },
    clock,
    new AbortController().signal,
  );
  const theirs = outcome.type === 'exited' ? (outcome.stdout.split(start)[1]?.split(end)[0]?.trim() ?? '') : '';
  if (theirs === '') log.warn('the login shell did not tell its PATH', { shell, outcome: outcome.type });
  return mergePaths(theirs, ours);
}

/** The shell's entries first, then ours that it lacks. */
export function mergePaths(theirs: string, ours: string): string {
  return [...new Set([...theirs.split(delimiter), ...ours.split(delimiter)].filter((part) => part !== ''))].join(delimiter);
}

/** An environment as spawn wants it. */
export function definedOnly(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
