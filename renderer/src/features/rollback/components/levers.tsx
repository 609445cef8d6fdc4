import type { ReactElement } from 'react';
import type { Lever, LeverOption, RollbackPlan } from '#shared/domain/rollback/plan.ts';
import { Button } from '../../../components/button.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import type { PlanChoice } from '../queries.ts';

const words: Record<Lever, string> = { abort: 'Weight: abort', undo: 'Template: undo' };

interface LeversProps {
  readonly plan: RollbackPlan;
  readonly onChoose: (choice: PlanChoice) => void;
}

/** The ways back, cheapest first. Another one than the desk's own choice is one press away. */
export function Levers({ plan, onChoose }: LeversProps): ReactElement {
  return (
    <section aria-label="Lever">
      <SectionHeading meta="cheapest that fits">Lever</SectionHeading>
      <ul className="levers">
        {plan.options.map((option) => (
          <li key={option.lever} data-chosen={option.chosen ? '' : undefined} data-off={option.possible ? undefined : ''}>
            <Glyph
              name={option.chosen ? 'ok' : option.possible ? 'ring' : 'no'}
              label={option.chosen ? 'chosen' : option.possible ? 'possible' : 'not possible'}
            />
            <span title={option.text}>
              {words[option.lever]}
              {option.chosen || option.text === '' ? null : <small>{option.text}</small>}
            </span>
            <Choice option={option} onChoose={onChoose} />
          </li>
        ))}
      </ul>
      {plan.options
        .filter((option) => option.chosen && option.text !== '')
        .map((option) => (
          <p key={option.lever} className="ink-2 sentence" style={{ paddingTop: 8 }}>
            {option.text}
          </p>
        ))}
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
