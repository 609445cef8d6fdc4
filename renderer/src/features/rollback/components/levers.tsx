import type { ReactElement } from 'react';
import type { Lever, LeverOption, RollbackPlan } from '#shared/domain/rollback/plan.ts';
import type { Routing } from '#shared/domain/rollback/routing.ts';
import { Button } from '../../../components/button.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import type { PlanChoice } from '../queries.ts';

interface LeverWords {
  readonly name: string;
  /** What it does, for whoever has not read the guide. */
  readonly means: string;
}

/** An abort moves whatever decides who gets a request. Without a route that is pods, and pods take their time. */
const aborts: Readonly<Record<Routing, LeverWords>> = {
  routed: { name: 'Weight: abort', means: 'The traffic goes back at once. The spec still asks for the version.' },
  pods: { name: 'Pods: abort', means: 'No route: the traffic goes back as the pods do. The spec still asks for the version.' },
  services: { name: 'Service: abort', means: 'The active Service goes back at once. The spec still asks for the version.' },
  deployment: { name: 'Abort', means: 'A Deployment has none.' },
};
const undo: LeverWords = { name: 'Template: undo', means: 'The spec goes back to an older revision, and its pods and traffic follow.' };

/** An abort of a workload whose stable pods cannot carry everything is not promised at once. */
function wordsOf(lever: Lever, { routing = 'routed', stableCanTakeAll }: RollbackPlan): LeverWords {
  if (lever === 'undo') return undo;
  const words = aborts[routing];
  if (routing === 'routed' && stableCanTakeAll === false)
    return { ...words, means: 'The weight goes back, to pods that cannot carry all of it yet. The spec still asks for the version.' };
  return words;
}

interface LeversProps {
  readonly plan: RollbackPlan;
  readonly onChoose: (choice: PlanChoice) => void;
}

/** The levers, cheapest first. Another one than the desk's own choice is one press away. */
export function Levers({ plan, onChoose }: LeversProps): ReactElement {
  return (
    <section aria-label="Lever">
      <SectionHeading meta="what the rollback moves; cheapest that fits">Lever</SectionHeading>
      <ul className="levers">
        {plan.options.map((option) => (
          <li key={option.lever} data-chosen={option.chosen ? '' : undefined} data-off={option.possible ? undefined : ''}>
            <Glyph
              name={option.chosen ? 'ok' : option.possible ? 'ring' : 'no'}
              label={option.chosen ? 'chosen' : option.possible ? 'possible' : 'not possible'}
            />
            <span title={option.text}>
              {wordsOf(option.lever, plan).name}
              <small>{option.chosen || option.text === '' ? wordsOf(option.lever, plan).means : option.text}</small>
            </span>
            <Choice option={option} name={wordsOf(option.lever, plan).name} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Choice({
  option,
  name,
  onChoose,
}: {
  readonly option: LeverOption;
  readonly name: string;
  readonly onChoose: (choice: PlanChoice) => void;
}): ReactElement | null {
  if (option.chosen || !option.possible) return null;
  return (
    <Button look="quiet" label={`take this: ${name}`} onPress={() => onChoose({ lever: option.lever, toRevision: null })}>
      take this
    </Button>
  );
}
