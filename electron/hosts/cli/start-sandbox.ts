import { fail, type Result } from '#shared/contract/result.ts';
import { findSandbox, type RunningSandbox, spawnSandbox, waitForSandbox } from '../wiring/launch-sandbox.ts';
import type { Options } from './read-options.ts';

/** The sandbox as a process of its own, with the flags of this command line. It ends when this process does. */
export async function startSandbox(options: Options): Promise<Result<RunningSandbox>> {
  const program = findSandbox(import.meta.dirname);
  if (program === null) return fail('internal', 'The sandbox is not built: out/sandbox is missing. npm run build makes it.');
  return waitForSandbox(spawnSandbox(program, sandboxArguments(options)));
}

export function sandboxArguments({ scenario, speed, seed }: Pick<Options, 'scenario' | 'speed' | 'seed'>): string[] {
  return [
    '--until-input-ends',
    ...(scenario === null ? [] : ['--scenario', scenario]),
    ...(speed === null ? [] : ['--speed', String(speed)]),
    ...(seed === null ? [] : ['--seed', String(seed)]),
  ];
}
