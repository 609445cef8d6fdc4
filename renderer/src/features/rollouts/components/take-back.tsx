import type { ReactElement } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { RolloutPage as Page } from '#shared/contract/rollouts.ts';
import { isFullyPromoted } from '#shared/domain/rollouts/workload.ts';
import { Kbd } from '../../../components/kbd.tsx';
import { labelsOf } from '../page-facts.ts';

/** The way back, always in the same corner. It opens the plan: what will be sent is seen before anything is held. */
export function TakeBack({ page, onRollBack }: { readonly page: Page; readonly onRollBack: () => void }): ReactElement {
  const { workload } = page.detail;
  const { stable } = labelsOf(workload);
  const refusal = refusalOf(page);
  // Red is for what needs taking back: where all is well the way back stays, and stays quiet.
  const look = refusal !== null ? 'hold hold-off' : isBack(page) ? 'hold hold-well' : 'hold';
  return (
    <div className="take">
      <p className="text-15 medium">{stable === null ? 'Back to an older revision' : `Back to ${stable}`}</p>
      <p className="ink-2">{refusal ?? 'The plan comes first: what is sent, how long it takes, whether it can work.'}</p>
      <AriaButton className={look} onPress={onRollBack} aria-keyshortcuts="R">
        <b>Roll back…</b>
        <span>{`${workload.target.name}, ${workload.target.context}`}</span>
        <Kbd>R</Kbd>
      </AriaButton>
    </div>
  );
}

/** Nothing is left to take back: all is well, everything is promoted, or an abort has the traffic back and nobody contradicts it. */
function isBack({ attention, detail: { workload }, dial, disagreement }: Page): boolean {
  if (attention.group === 'well') return true;
  if (disagreement !== null) return false;
  if (isFullyPromoted(workload)) return workload.phase === 'Healthy';
  return workload.aborted && dial.requested.percent === 0 && (dial.accepted.percent ?? 0) === 0;
}

/** Why neither lever can be pulled now; null when one can. The plan still opens: it says who may. */
function refusalOf({ availability }: Page): string | null {
  const levers = availability.filter(({ action }) => action === 'abort' || action === 'undo');
  if (levers.length === 0 || levers.some(({ enabled }) => enabled)) return null;
  // Undo is the wider lever: abort may be off only because there is nothing left to abort.
  return levers.toSorted((a, b) => b.action.localeCompare(a.action)).find(({ reason }) => reason !== '')?.reason ?? null;
}
