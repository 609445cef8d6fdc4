import { ok } from '#shared/contract/result.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Verb } from '../scene.ts';
import { startSandbox } from '../start-sandbox.ts';
import { untilStopped } from '../until-stopped.ts';

/** `rcc sandbox`: a simulated world on loopback. One JSON line on stdout when it is ready, then it stays until SIGTERM or Ctrl-C. */
export const sandboxVerb: Verb = async ({ invocation, terminal, signal }) => {
  const sandbox = await startSandbox(invocation.options);
  if (!sandbox.ok) return sandbox;
  await terminal.out(`${JSON.stringify(sandbox.value.ready)}\n`);
  await untilStopped(signal);
  await sandbox.value.stop();
  return ok(exitCodes.ok);
};
