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
import { CheckLine, Checks } from './checks.tsx';
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
          <div className="phone-only phone-sends">
            <p>{sendsText(plan)}</p>
            <Warnings plan={plan} />
          </div>
          <WillBeSent plan={plan} />
          <Checks plan={plan} />
          <div className="plan-ends">
            <Lines title="Will not come back" lines={plan.willNotComeBack} />
            <Lines title="Left to do" lines={plan.leftToDo ?? []} />
          </div>
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
function sendsText(plan: RollbackPlan): string {
  const { lever, to } = plan;
  const { weight, traffic } = plan.prediction;
  const back = weight === null ? 'nobody knows yet how fast' : `${backWord(plan).toLowerCase()} in about ${durationText(weight)}`;
  const seen = traffic === null ? '' : `, traffic in about ${durationText(traffic)}`;
  return `Sends ${lever === 'abort' ? 'an abort' : `an undo to ${to.label}`}: ${back}${seen}.`;
}

/** What stays as it is, and what a person has to do afterwards: two things, each under its own name. */
function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }): ReactElement | null {
  if (lines.length === 0) return null;
  return (
    <section aria-label={title}>
      <SectionHeading>{title}</SectionHeading>
      <ul className="line-list">
        {lines.map((line) => (
          <li key={line} style={{ padding: '5px 0' }}>
            {line}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the cluster reads back when the lever has worked. */
function backWord({ routing }: RollbackPlan): string {
  if (routing === 'pods' || routing === 'deployment') return 'Pods back';
  return routing === 'services' ? 'Service back' : 'Weights back';
}

/** What stands against the prediction: the seconds of other rollbacks are no promise beside a cross. */
function Warnings({ plan }: { readonly plan: RollbackPlan }): ReactElement | null {
  // Without the permission the button itself says so.
  const against = plan.checks.filter(({ id, verdict }) => verdict === 'no' && id !== 'permission');
  if (against.length === 0) return null;
  return (
    <ul className="checks warnings">
      {against.map((check) => (
        <CheckLine key={check.id} check={check} />
      ))}
    </ul>
  );
}

const marks = ['accepted', 'weight', 'traffic', 'normal'] as const;

function Prediction({ plan }: { readonly plan: RollbackPlan }): ReactElement {
  const { prediction } = plan;
  const known = marks.some((name) => prediction[name] !== null);
  const words = { accepted: 'Accepted', weight: backWord(plan), traffic: 'Traffic seen back', normal: 'Its pods gone' };
  const short = prediction.from.length < 36;
  return (
    <section aria-label="Prediction">
      <SectionHeading meta={known && short ? prediction.from : undefined}>Prediction</SectionHeading>
      <Warnings plan={plan} />
      {known && short ? null : (
        <p className="ink-2 sentence" style={{ padding: '8px 0' }}>
          {prediction.from}
        </p>
      )}
      <dl className="pairs" hidden={!known}>
        {marks.map((name) => (
          <div key={name} data-strong={name === 'weight' ? '' : undefined}>
            <dt>{words[name]}</dt>
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
  // Said before the hold, not after it: the log keeps why.
  const needs = reason.trim() === '' ? ': give a reason first' : '';
  return (
    <div className="confirm">
      {refusal === null ? <ReasonField value={reason} onChange={onReason} error={reasonError} inputRef={reasonInput} /> : null}
      <HeldButton
        action={lever === 'abort' ? 'Hold to roll back' : 'Hold to undo'}
        effect={`${target.name} to ${to.label}, ${lever === 'undo' && to.revision !== null ? `revision ${to.revision}, ` : ''}${target.context}${needs}`}
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
