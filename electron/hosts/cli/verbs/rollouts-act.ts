import { fail, type Result } from '#shared/contract/result.ts';
import type { Command } from '#shared/domain/rollouts/action.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Invocation } from '../parse-arguments.ts';
import { resolveTarget } from '../resolve-target.ts';
import { runAct } from '../run-act.ts';
import type { DeskScene } from '../scene.ts';

/** `rcc rollouts promote|abort|retry|undo|pause|resume|restart NAME`: one act, followed to effective. */
export async function actVerb(scene: DeskScene): Promise<Result<ExitCode>> {
  const { client, invocation, signal } = scene;
  const [name] = invocation.names;
  const command = commandOf(invocation);
  if (name === undefined || command === null) return fail('invalid', 'A NAME is missing.', { field: 'name' });
  const target = await resolveTarget(scene, name);
  if (!target.ok) return target;
  const { reason, timeoutSeconds } = invocation.options;
  const input = { target: target.value, command, reason: reason ?? '', ...(timeoutSeconds === null ? {} : { timeoutSeconds }) };
  return runAct(scene, target.value, () => client.rollouts.act(input, { signal }));
}

/** null: the verb is no act on a workload. */
export function commandOf({ verb, options }: Invocation): Command | null {
  switch (verb) {
    case 'rollouts promote':
      return { action: options.full ? 'promote-full' : 'promote' };
    case 'rollouts abort':
      return { action: 'abort' };
    case 'rollouts retry':
      return { action: 'retry' };
    case 'rollouts undo':
      return { action: 'undo', toRevision: options.toRevision };
    case 'rollouts pause':
      return { action: 'pause' };
    case 'rollouts resume':
      return { action: 'resume' };
    case 'rollouts restart':
      return { action: 'restart' };
    default:
      return null;
  }
}
