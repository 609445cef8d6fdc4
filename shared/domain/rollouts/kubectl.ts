import type { Command } from './action.ts';
import type { Target } from './target.ts';

/**
 * The same act as a person would type it, for the moment when the desk itself is the problem: one line a command, in order.
 * Argo Rollouts' own plugin where it has the verb. Empty where the act does not exist for this kind.
 * @param paused spec.paused: a Rollout paused by hand moves nothing after an abort until it is resumed
 */
export function kubectlOf(target: Target, command: Command, paused = false): string[] {
  const { kind, name } = target;
  const where = `--context ${quoted(target.context)} -n ${quoted(target.namespace)}`;
  if (kind === 'Deployment') return deploymentLine(command, quoted(name), where);
  const argo = (verb: string, more = '') => `kubectl argo rollouts ${verb} ${quoted(name)}${more} ${where}`;
  const resume = `kubectl patch rollout ${quoted(name)} ${where} --type merge -p '{"spec":{"paused":false}}'`;
  switch (command.action) {
    case 'promote':
    case 'restart':
    case 'pause':
      return [argo(command.action)];
    case 'abort':
      return paused ? [argo('abort'), resume] : [argo('abort')];
    case 'retry':
      return [argo('retry rollout')];
    case 'promote-full':
      return [argo('promote', ' --full')];
    case 'resume':
      return [resume];
    case 'set-image':
      return [`kubectl argo rollouts set image ${quoted(name)} ${quoted(`${command.container ?? '*'}=${command.image}`)} ${where}`];
    case 'undo':
      return [argo('undo', command.toRevision === null ? '' : ` --to-revision=${command.toRevision}`)];
  }
}

function deploymentLine(command: Command, name: string, where: string): string[] {
  switch (command.action) {
    case 'pause':
    case 'resume':
    case 'restart':
      return [`kubectl rollout ${command.action} deployment/${name} ${where}`];
    case 'set-image':
      return [`kubectl set image deployment/${name} ${quoted(`${command.container ?? '*'}=${command.image}`)} ${where}`];
    case 'undo':
      return [
        `kubectl rollout undo deployment/${name}${command.toRevision === null ? '' : ` --to-revision=${command.toRevision}`} ${where}`,
      ];
    default:
      return [];
  }
}

/** Single quotes for anything a shell would read. */
function quoted(word: string): string {
  return /^[\w.@:/-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
