import { type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react';
import type { RevisionRef, RollbackPlan } from '#shared/domain/rollback/plan.ts';
import type { Dial } from '#shared/domain/rollouts/figure.ts';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import { useKeys } from '../../../components/use-keys.ts';
import { hashesOf, type Versions, versionsOf } from '../act-words.ts';
import { useExecute } from '../mutations.ts';
import { type PlanChoice, useActs, usePlan } from '../queries.ts';
import { isRunning, sheetView } from '../sheet-view.ts';
import { useRollbackStore } from '../ui-store.ts';
import { ActView } from './act-view.tsx';
import { BrokenView, NoPlanView, PlanningView, SendingView, UnwatchedView } from './other-views.tsx';
import { Phases } from './phases.tsx';
import { PlanView } from './plan-view.tsx';

interface RollbackSheetProps {
  readonly target: Target;
  readonly choice: PlanChoice;
  /** The act somebody came to watch, by its audit id. */
  readonly watching?: string | null;
  /** To the log, for an act this desk does not know any more. */
  readonly onAudit: () => void;
  readonly onChoose: (choice: PlanChoice) => void;
  readonly onClose: () => void;
  /** The dial stays in view, so that the needles are seen to fall. */
  readonly dial: ReactNode;
  /** The same figures for a phone, which has no room beside the sheet; null while they are not known. */
  readonly needles: Dial | null;
  /** What the two versions are called now; null while the page is not known. */
  readonly versions: Versions | null;
  /** The revisions the cluster keeps, newest first. */
  readonly revisions: readonly RevisionRef[];
}

/** The rollback of one workload: its plan, the hold, the running clock, and how it ended. */
export function RollbackSheet(props: RollbackSheetProps): ReactElement {
  const { target, choice, watching = null, onAudit, onChoose, onClose, dial, needles, versions, revisions } = props;
  const key = targetKey(target);
  const [armed, setArmed] = useState(false);
  const [missing, setMissing] = useState(false);
  const sheet = useRef<HTMLElement>(null);
  const reasonInput = useRef<HTMLInputElement>(null);
  const reason = useRollbackStore((store) => store.reasons[key] ?? '');
  const held = useRollbackStore((store) => store.held[key] ?? null);
  const { setReason, setHeld } = useRollbackStore.getState();
  const execute = useExecute();
  const acts = useActs(target);
  const { reading, again } = usePlan(target, choice, !armed && held === null, watching === null);
  const view = sheetView({
    reading,
    acts: acts.items.values(),
    actsKnown: acts.status === 'live',
    watching,
    held,
    pending: execute.isPending,
    result: execute.data ?? null,
  });

  // Also when the button that had the focus is gone with the plan it sent: the next word is said from here.
  useEffect(() => {
    if (document.activeElement === document.body) sheet.current?.focus({ preventScroll: true });
  }, [view.moment]);
  useEffect(() => sheet.current?.focus({ preventScroll: true }), []);
  // What was held here before and has ended is history: opening the sheet anew plans anew.
  useEffect(() => {
    const before = useRollbackStore.getState().held[key];
    const known = [...acts.items.values()].find((act) => act.planId === before?.planId);
    if (before !== undefined && !execute.isPending && execute.data === undefined && (known === undefined || !isRunning(known)))
      setHeld(key, null);
    // Only when the sheet opens on a target.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);

  const mayStart = () => {
    const given = reason.trim() !== '';
    setMissing(!given);
    if (!given) reasonInput.current?.focus();
    return given;
  };
  const start = (plan: RollbackPlan) => {
    setArmed(false);
    setHeld(key, plan);
    execute.mutate(
      { planId: plan.planId, reason: reason.trim() },
      // It is on the record now; the next rollback has a reason of its own. What was refused keeps it.
      { onSuccess: (answer) => answer.ok && answer.value.act.state !== 'refused' && setReason(key, '') },
    );
  };
  const anew = (next: PlanChoice) => {
    setHeld(key, null);
    execute.reset();
    onChoose(next);
    if (watching === null) again();
  };
  const arm = () => {
    if (view.moment === 'plan' && view.plan.permission.may !== false && mayStart()) setArmed(true);
  };
  const undoNext = () => {
    if (view.moment === 'act' && !isRunning(view.act) && view.act.command.action === 'abort') anew({ lever: 'undo', toRevision: null });
    else arm();
  };
  useKeys({ Escape: () => (armed ? setArmed(false) : onClose()), r: arm, u: undoNext });

  return (
    <main className="rollback-frame">
      {dial}
      <section ref={sheet} className="sheet" role="dialog" aria-labelledby="rollback-title" tabIndex={-1}>
        {view.moment === 'planning' ? <PlanningView target={target} onClose={onClose} /> : null}
        {view.moment === 'no-plan' ? <NoPlanView target={target} problem={view.problem} onAgain={again} onClose={onClose} /> : null}
        {view.moment === 'sending' ? <SendingView target={target} plan={view.plan} onClose={onClose} /> : null}
        {view.moment === 'unwatched' ? <UnwatchedView target={target} onAudit={onAudit} onClose={onClose} /> : null}
        {view.moment === 'broken' ? <BrokenView target={target} error={view.error} onAgain={() => anew(choice)} onClose={onClose} /> : null}
        {view.moment === 'act' ? (
          <ActView
            act={view.act}
            versions={versionsOf(view.act, view.plan, versions)}
            hashes={hashesOf(view.act, view.plan)}
            needles={needles}
            onClose={onClose}
            onNext={anew}
          />
        ) : null}
        {view.moment === 'plan' ? (
          <PlanView
            plan={view.plan}
            problem={view.problem}
            changed={view.changed}
            reason={reason}
            reasonError={missing && reason.trim() === '' ? 'A reason: what is wrong, for the record.' : null}
            reasonInput={reasonInput}
            onReason={(next) => setReason(key, next)}
            armed={armed}
            onArmed={setArmed}
            mayStart={mayStart}
            onExecute={() => start(view.plan)}
            revisions={revisions}
            onChoose={anew}
            onClose={onClose}
          />
        ) : null}
      </section>
      <Phases clock={view.moment === 'act' ? view.act.clock : null} />
    </main>
  );
}
