import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { Command, Write } from '#shared/domain/rollouts/action.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import { objectPath, objectText } from './paths.ts';
import { restartedAtAnnotation } from './to-workload.ts';

type Plain = Exclude<Command, { action: 'undo' | 'set-image' }>;

/**
 * The requests a command on a Deployment needs. Argo's steps do not exist here, and saying so is the answer.
 * @param now epoch ms, for the restart annotation
 */
export function deploymentWrites({ target }: Workload, command: Plain, now: number): Result<readonly Write[]> {
  const patch = (contentType: Write['contentType'], word: string, body: Write['body']): Result<readonly Write[]> =>
    ok([{ method: 'PATCH', path: objectPath(target), contentType, body, summary: `${word}, ${objectText(target)}` }]);
  switch (command.action) {
    case 'pause':
    case 'resume':
      return patch('application/merge-patch+json', 'merge patch', { spec: { paused: command.action === 'pause' } });
    case 'restart': {
      const annotations = { [restartedAtAnnotation]: `${new Date(now).toISOString().slice(0, 19)}Z` };
      return patch('application/strategic-merge-patch+json', 'strategic merge patch', {
        spec: { template: { metadata: { annotations } } },
      });
    }
    default:
      return fail('invalid', `A Deployment has no steps: it cannot ${command.action}.`);
  }
}
