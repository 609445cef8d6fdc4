import type { ReactElement } from 'react';
import { standingOf } from '#shared/domain/rollback/standing.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import { Button } from '../../../components/button.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { actWords, versionsOf } from '../act-words.ts';
import { useActs } from '../queries.ts';
import { isRunning } from '../sheet-view.ts';
import { useElapsed } from '../use-elapsed.ts';

/** An act that runs on this workload, whoever or whatever started it: said on its page, one press from its clock. */
export function RunningBanner({
  target,
  onOpen,
}: {
  readonly target: Target;
  readonly onOpen: (auditId: string) => void;
}): ReactElement | null {
  const acts = useActs(target);
  const act = [...acts.items.values()].find((one) => isRunning(one) || standingOf(one) === 'traffic-open');
  const elapsed = useElapsed(act?.clock.held.at ?? null, act !== undefined);
  if (act === undefined) return null;
  const rollback = act.command.action === 'abort' || act.command.action === 'undo';
  return (
    <section className="headline headline-slim" data-state="progressing" aria-label="Running act">
      <Glyph name="progressing" size={20} />
      <h2 role="status">{`${act.command.action}: ${actWords(act, versionsOf(act, null, null)).word.toLowerCase()}`}</h2>
      <p>
        <span className="number">{elapsed.toFixed(1)} s</span>
        {`, by ${act.actor.name}: ${act.reason || 'no reason given'}`}
      </p>
      {rollback ? <Button onPress={() => onOpen(act.auditId)}>Watch</Button> : null}
    </section>
  );
}
