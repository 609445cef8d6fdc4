import type { Command } from '../rollouts/action.ts';
import type { Target } from '../rollouts/target.ts';

/** The same act as a person would type it, for the moment when the desk itself is the problem. */
export function kubectlOf(target: Target, command: Command): string[] {
  const { context, namespace, kind, name } = target;
  const where = `--context ${quoted(context)} -n ${namespace}`;
  if (kind === 'Deployment') return deploymentLine(command, name, where);
  switch (command.action) {
    case 'promote':
    case 'abort':
    case 'retry':
    case 'restart':
    case 'pause': {
      const verb = command.action === 'retry' ? 'retry rollout' : command.action;
      return [`kubectl argo rollouts ${verb} ${name} ${where}`];
    }
    case 'promote-full':
      return [`kubectl argo rollouts promote ${name} --full ${where}`];
    case 'resume':
      return [`kubectl patch rollout ${name} ${where} --type merge -p '{"spec":{"paused":false}}'`];
    case 'undo':
      return [`kubectl argo rollouts undo ${name}${command.toRevision === null ? '' : ` --to-revision=${command.toRevision}`} ${where}`];
  }
}

function deploymentLine(command: Command, name: string, where: string): string[] {
  switch (command.action) {
    case 'pause':
    case 'resume':
    case 'restart':
      return [`kubectl rollout ${command.action} deployment/${name} ${where}`];
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
