import type { ReactElement } from 'react';
import type { Failure } from '#shared/contract/result.ts';
import type { RollbackPlan } from '#shared/domain/rollback/plan.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import { Empty, Failed, Loading } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { State } from '../../../components/state.tsx';
import { SheetHead } from './sheet-head.tsx';

interface ViewProps {
  readonly target: Target;
  readonly onClose: () => void;
}

function where({ context, namespace }: Target): string {
  return `${context} / ${namespace}`;
}

export function PlanningView({ target, onClose }: ViewProps): ReactElement {
  return (
    <>
      <SheetHead above={where(target)} length={target.name.length + 10} closing="nothing is sent" onClose={onClose}>
        Roll <b>{target.name}</b> back
      </SheetHead>
      <Loading title="Reading the live object, its routes, pods and your rights" />
    </>
  );
}

export function NoPlanView({
  target,
  problem,
  onAgain,
  onClose,
}: ViewProps & { readonly problem: Failure; readonly onAgain: () => void }): ReactElement {
  return (
    <>
      <SheetHead above={where(target)} length={target.name.length + 18} closing="nothing is sent" onClose={onClose}>
        No plan for <b>{target.name}</b>
      </SheetHead>
      <Failed error={problem} actions={<Button onPress={onAgain}>Plan again</Button>} />
    </>
  );
}

/** Somebody came to watch an act that this desk has forgotten: the log has not. No plan takes its place. */
export function UnwatchedView({ target, onAudit, onClose }: ViewProps & { readonly onAudit: () => void }): ReactElement {
  return (
    <>
      <SheetHead above={where(target)} length={target.name.length + 28} closing="nothing is sent" onClose={onClose}>
        Nothing to watch on <b>{target.name}</b>
      </SheetHead>
      <Empty title="This act does not run on this desk any more." actions={<Button onPress={onAudit}>Open the audit log</Button>}>
        How it ended is in the audit log.
      </Empty>
    </>
  );
}

export function SendingView({ target, plan, onClose }: ViewProps & { readonly plan: RollbackPlan }): ReactElement {
  return (
    <>
      <SheetHead
        above={where(target)}
        length={target.name.length + plan.to.label.length + 18}
        closing="the desk keeps watching"
        onClose={onClose}
      >
        <b>{target.name}</b> is going back to {plan.to.label}
      </SheetHead>
      <p role="status">
        <State state="progressing" word="Being sent" large />
      </p>
      <p className="ink-2">The intent goes to the audit log first, then the patch to the cluster.</p>
    </>
  );
}

export function BrokenView({
  target,
  error,
  onAgain,
  onClose,
}: ViewProps & { readonly error: Failure; readonly onAgain: () => void }): ReactElement {
  return (
    <>
      <SheetHead above={where(target)} length={target.name.length + 24} closing="the desk keeps watching" onClose={onClose}>
        <b>{target.name}</b>: not known yet
      </SheetHead>
      <Failed
        error={error}
        title={error.kind === 'unreachable' ? 'The desk cannot be reached. Whether it was sent is not known yet.' : undefined}
        actions={<Button onPress={onAgain}>Plan again</Button>}
      />
      <p className="ink-2">The audit log knows: an intent without an outcome is shown there as unknown.</p>
    </>
  );
}
