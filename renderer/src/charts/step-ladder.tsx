import type { ReactElement } from 'react';
import type { Badge, StepRow } from '#shared/domain/rollouts/views.ts';
import { useTicking } from '../components/clock-context.tsx';
import { Glyph } from '../components/glyph.tsx';
import { useScrollStop } from '../components/use-scroll-stop.ts';
import { ageText } from '../lib/age-text.ts';

interface StepLadderProps {
  readonly steps: readonly StepRow[];
  /** The workload's own state: the current step is drawn in it. */
  readonly state: Badge;
}

const places = { done: 'done', current: 'now', next: 'todo' } as const;

/** The canary's steps in order: what was done, what runs now and how long it still has, what comes next. */
export function StepLadder({ steps, state }: StepLadderProps): ReactElement {
  const stop = useScrollStop<HTMLOListElement>();
  return (
    <ol className="ladder scroll-edge" {...stop}>
      {steps.map((step) => (
        <li key={step.index} data-place={places[step.state]} aria-current={step.state === 'current' ? 'step' : undefined}>
          <span data-state={step.state === 'current' ? state : undefined}>
            <Mark step={step} state={state} />
          </span>
          <span className="ladder-n">{step.index + 1}</span>
          <span className="nowrap">{step.text}</span>
          <span className="ladder-t" title={step.detail === '' ? undefined : step.detail}>
            {step.endsAt === null ? step.detail : <Left endsAt={step.endsAt} />}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Mark({ step, state }: { readonly step: StepRow; readonly state: Badge }): ReactElement {
  if (step.state === 'done') return <Glyph name="ok" label="done" />;
  if (step.state === 'current') return <Glyph name={state} label="now" />;
  return <i className="ladder-dot" />;
}

function Left({ endsAt }: { readonly endsAt: number }): ReactElement {
  const left = useTicking((clock) => Math.ceil((endsAt - clock.now()) / 1_000));
  return <>{left > 0 ? `${ageText(left)} left` : 'due'}</>;
}
