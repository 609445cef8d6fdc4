import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { kubectlOf } from '#shared/domain/rollouts/kubectl.ts';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import { type ActVerb, actVerbs, commandOf, fits } from './act-verbs.ts';
import type { PaletteEntry, PaletteSection } from './entry.ts';

export interface ActRoads {
  /** Opens the plan or the question of a verb. */
  readonly open: (target: Target, verb: ActVerb['id']) => void;
  readonly copy: (text: string, what: string) => void;
}

const whereOf = ({ context, namespace }: Target) => `${context} / ${namespace}`;

/** A verb of one rollout; null where its state does not allow it. */
export function actEntry({ workload }: RolloutRow, verb: ActVerb, section: PaletteSection, { open }: ActRoads): PaletteEntry | null {
  if (!fits(verb, workload)) return null;
  const { target } = workload;
  return {
    id: `${verb.id} ${targetKey(target)}`,
    text: `${verb.text} ${target.name}…`,
    where: `${whereOf(target)}, ${verb.opens}`,
    section,
    ...(section === 'This rollout' && verb.id === 'plan' ? { keys: 'R' } : {}),
    ...(section === 'This rollout' && verb.id === 'undo' ? { keys: 'U' } : {}),
    run: () => open(target, verb.id),
  };
}

/** The command line of every verb that fits, for the moment when the desk itself is the problem. */
export function kubectlEntries({ workload }: RolloutRow, { copy }: ActRoads): PaletteEntry[] {
  const { target, kind } = { target: workload.target, kind: workload.target.kind };
  return actVerbs
    .filter((verb) => verb.id !== 'plan' && fits(verb, workload))
    .flatMap((verb): PaletteEntry[] => {
      const lines = kubectlOf(target, commandOf(verb, workload), workload.paused);
      if (lines.length === 0) return [];
      const what = `${verb.text} ${target.name}`;
      return [
        {
          id: `kubectl ${verb.id} ${targetKey(target)}`,
          text: `Copy as kubectl: ${verb.text.toLowerCase()} ${target.name}`,
          where: kind === 'Rollout' ? 'kubectl argo rollouts' : 'kubectl',
          section: 'As kubectl',
          words: `copy kubectl command line ${verb.words.join(' ')}`,
          run: () => copy(lines.join('\n'), `${what}, as kubectl`),
        },
      ];
    });
}
