import type { ReactElement } from 'react';
import type { Lever, LeverOption, RollbackPlan } from '#shared/domain/rollback/plan.ts';
import { Button } from '../../../components/button.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import type { PlanChoice } from '../queries.ts';

const words: Record<Lever, string> = { abort: 'Weight: abort', undo: 'Template: undo' };
/** What each lever does, for whoever has not read the guide. */
const means: Record<Lever, string> = {
  abort: 'The traffic goes back at once. The spec still asks for the version.',
  undo: 'The spec goes back to an older revision, and its pods and traffic follow.',
};

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
              {words[option.lever]}
              <small>{option.chosen || option.text === '' ? means[option.lever] : option.text}</small>
            </span>
            <Choice option={option} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Choice({
  option,
  onChoose,
}: {
  readonly option: LeverOption;
  readonly onChoose: (choice: PlanChoice) => void;
}): ReactElement | null {
  if (option.chosen || !option.possible) return null;
  return (
    <Button look="quiet" label={`take this: ${words[option.lever]}`} onPress={() => onChoose({ lever: option.lever, toRevision: null })}>
      take this
    </Button>
  );
}
