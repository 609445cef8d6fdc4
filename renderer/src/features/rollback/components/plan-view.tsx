import type { ReactElement, RefObject } from 'react';
import type { Failure } from '#shared/contract/result.ts';
import type { RevisionRef, RollbackPlan } from '#shared/domain/rollback/plan.ts';
import { clusterPeriodMs } from '#shared/domain/rollouts/figure.ts';
import { Age } from '../../../components/age.tsx';
import { Failed } from '../../../components/block.tsx';
import { HeldButton } from '../../../components/held-button.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { ReasonField } from '../../../components/text-field.tsx';
import { durationText } from '../../../lib/age-text.ts';
import type { PlanChoice } from '../queries.ts';
import { Checks } from './checks.tsx';
import { Levers } from './levers.tsx';
import { OtherRevisions } from './other-revisions.tsx';
import { PhoneReadouts } from './phone-readouts.tsx';
import { SheetHead } from './sheet-head.tsx';
import { WillBeSent } from './will-be-sent.tsx';

interface PlanViewProps {
  readonly plan: RollbackPlan;
  readonly problem: Failure | null;
  /** What changed, when this plan replaces one that was refused. */
  readonly changed: string | null;
  readonly reason: string;
  readonly reasonError: string | null;
  readonly reasonInput: RefObject<HTMLInputElement | null>;
  readonly onReason: (reason: string) => void;
  readonly armed: boolean;
  readonly onArmed: (armed: boolean) => void;
  readonly mayStart: () => boolean;
  readonly onExecute: () => void;
  readonly revisions: readonly RevisionRef[];
  readonly onChoose: (choice: PlanChoice) => void;
  readonly onClose: () => void;
}

/** Everything the rollback will do, before it does it. */
export function PlanView(props: PlanViewProps): ReactElement {
  const { plan, problem, changed, onChoose, onClose } = props;
  const { target, from, to } = plan;
  return (
    <>
      <SheetHead
        above={`${target.context} / ${target.namespace}, from ${from.label}`}
        length={target.name.length + to.label.length + 14}
        closing="nothing is sent"
        onClose={onClose}
      >
        Roll <b>{target.name}</b> back to {to.label}
      </SheetHead>
      <div className="sheet-columns">
        <div className="sheet-main">
          {changed === null ? null : (
            <p className="changed-note" role="alert">
              <b className="medium">It changed. {changed}</b> Nothing was sent. This is the new plan.
            </p>
          )}
          {problem === null ? null : <Failed error={problem} title="This plan could not be read again." />}
          <PhoneReadouts dial={plan.dial} />
          <p className="phone-only phone-sends">{sendsText(plan)}</p>
          <WillBeSent plan={plan} />
          <Checks plan={plan} />
          <WillNotComeBack plan={plan} />
        </div>
        <div className="sheet-side">
          <Levers plan={plan} onChoose={onChoose} />
          <OtherRevisions plan={plan} revisions={props.revisions} onChoose={onChoose} />
          <Prediction plan={plan} />
          <Confirm {...props} />
        </div>
      </div>
    </>
  );
}

/** On a phone the prediction is a page below: what is sent and how fast it helps is one line. */
function sendsText({ lever, to, prediction: { weight, traffic } }: RollbackPlan): string {
  const back = weight === null ? 'nobody knows yet how fast' : `weights back in about ${durationText(weight)}`;
  const seen = traffic === null ? '' : `, traffic in about ${durationText(traffic)}`;
  return `Sends ${lever === 'abort' ? 'an abort' : `an undo to ${to.label}`}: ${back}${seen}.`;
}

function WillNotComeBack({ plan }: { readonly plan: RollbackPlan }): ReactElement | null {
  if (plan.willNotComeBack.length === 0) return null;
  return (
    <section aria-label="Will not come back">
      <SectionHeading>Will not come back</SectionHeading>
      <ul className="line-list">
        {plan.willNotComeBack.map((line) => (
          <li key={line} style={{ padding: '5px 0' }}>
            {line}
          </li>
        ))}
      </ul>
    </section>
  );
}

const marks = [
  ['accepted', 'Accepted'],
  ['weight', 'Weights back'],
  ['traffic', 'Traffic seen back'],
  ['normal', 'Its pods gone'],
] as const;

function Prediction({ plan }: { readonly plan: RollbackPlan }): ReactElement {
  const { prediction } = plan;
  const known = marks.some(([name]) => prediction[name] !== null);
  const short = prediction.from.length < 36;
  return (
    <section aria-label="Prediction">
      <SectionHeading meta={known && short ? prediction.from : undefined}>Prediction</SectionHeading>
      {known && short ? null : (
        <p className="ink-2 sentence" style={{ padding: '8px 0' }}>
          {prediction.from}
        </p>
      )}
      <dl className="pairs" hidden={!known}>
        {marks.map(([name, word]) => (
          <div key={name} data-strong={name === 'weight' ? '' : undefined}>
            <dt>{word}</dt>
            <dd>{prediction[name] === null ? '?' : durationText(prediction[name])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Confirm({ plan, reason, reasonError, reasonInput, onReason, armed, onArmed, mayStart, onExecute }: PlanViewProps): ReactElement {
  const { target, to, lever, permission } = plan;
  const refusal = permission.may === false ? permission.text : null;
  return (
    <div className="confirm">
      {refusal === null ? <ReasonField value={reason} onChange={onReason} error={reasonError} inputRef={reasonInput} /> : null}
      <HeldButton
        action={lever === 'abort' ? 'Hold to roll back' : 'Hold to undo'}
        effect={`${target.name} to ${to.label}, ${lever === 'undo' && to.revision !== null ? `revision ${to.revision}, ` : ''}${target.context}`}
        send={lever === 'abort' ? `Roll ${target.name} back now` : `Undo ${target.name} now`}
        keys={lever === 'abort' ? 'R' : 'U'}
        refusal={refusal}
        armed={armed}
        onArmedChange={onArmed}
        mayStart={mayStart}
        onExecute={onExecute}
      />
      {refusal === null || permission.whoMay === '' ? null : <p className="ink-2 text-12">{permission.whoMay}</p>}
      <p className="ink-3 text-12">
        Read <Age at={plan.at} periodMs={4 * clusterPeriodMs} /> ago, read again before it is sent.
      </p>
    </div>
  );
}
