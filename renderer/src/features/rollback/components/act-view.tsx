import type { ReactElement } from 'react';
import type { Act } from '#shared/domain/rollback/execution.ts';
import { sentAgainText, standingOf } from '#shared/domain/rollback/standing.ts';
import { type Dial, metricsPeriodMs } from '#shared/domain/rollouts/figure.ts';
import { RollbackClock } from '../../../charts/rollback-clock.tsx';
import { Age } from '../../../components/age.tsx';
import { Button } from '../../../components/button.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { State } from '../../../components/state.tsx';
import { Words } from '../../../components/words.tsx';
import { runningText } from '../../../lib/age-text.ts';
import { tenthsText } from '../../../lib/wall-time.ts';
import { actWords, type Versions } from '../act-words.ts';
import type { PlanChoice } from '../queries.ts';
import { isOpen, isRunning } from '../sheet-view.ts';
import { useElapsed } from '../use-elapsed.ts';
import { OnTheRecord } from './on-the-record.tsx';
import { PhoneReadouts } from './phone-readouts.tsx';
import { type Hashes, SeenAfter } from './seen-after.tsx';
import { SheetHead } from './sheet-head.tsx';

interface ActViewProps {
  readonly act: Act;
  readonly versions: Versions;
  /** null: the act alone does not say which versions it was between. */
  readonly hashes: Hashes | null;
  readonly needles: Dial | null;
  readonly onClose: () => void;
  readonly onNext: (choice: PlanChoice) => void;
}

/** A rollback on its way, and how it ended: the clock is a table of what was predicted, what happened and what proves it. */
export function ActView({ act, versions, hashes, needles, onClose, onNext }: ActViewProps): ReactElement {
  const words = actWords(act, versions);
  const running = isRunning(act);
  // The clock counts on for the marks that come later; the large figure stands still once the traffic is back.
  const open = isOpen(act);
  const elapsed = useElapsed(act.clock.held.at, open);
  const trafficOpen = standingOf(act) === 'traffic-open';
  const seconds = running || trafficOpen ? elapsed : endedAfter(act);
  const { target } = act;
  const sentAgain = sentAgainText(act);
  return (
    <>
      <SheetHead
        above={`${target.context} / ${target.namespace}, from ${versions.from}`}
        length={target.name.length + words.title.length}
        closing="the desk keeps watching"
        onClose={onClose}
      >
        <b>{target.name}</b> {words.title}
      </SheetHead>
      <div className="sheet-columns">
        <div className="sheet-main">
          <div className="big-clock">
            <p className="big-clock-figure" aria-hidden={running || trafficOpen}>
              {seconds === null ? null : (
                <>
                  {runningText(seconds)}
                  <small>s</small>
                </>
              )}
            </p>
            <div>
              <p role="status">
                <State state={words.state} word={words.word} large />
              </p>
              <p className={running || trafficOpen ? 'ink-2' : 'ink'}>
                {act.missing === '' ? (act.error?.message ?? words.under) : act.missing}
                {words.underAt === undefined ? null : (
                  <>
                    {' '}
                    <Age at={words.underAt} periodMs={metricsPeriodMs} />
                  </>
                )}
              </p>
            </div>
          </div>
          {needles === null ? null : <PhoneReadouts dial={needles} />}
          <RollbackClock
            marks={act.clock}
            elapsed={open ? elapsed : null}
            heldAt={act.clock.held.at === null ? '?' : tenthsText(act.clock.held.at)}
          />
          {act.error === null ? null : <InTheirWords act={act} />}
          {hashes === null ? null : <SeenAfter act={act} hashes={hashes} versions={versions} />}
          {sentAgain === '' ? null : <p className="ink-2">{sentAgain}</p>}
        </div>
        <div className="sheet-side">
          <OnTheRecord act={act} words={words} />
          <LeftToDo act={act} />
          <div className="confirm">
            {running ? (
              <p className="ink-3">A sent rollback cannot be called back. Retry sends the new version again, once this has ended.</p>
            ) : (
              <Next act={act} onNext={onNext} onClose={onClose} />
            )}
          </div>
        </div>
      </div>
    </>
  );
}

function endedAfter({ clock }: Act): number | null {
  const seconds = [clock.accepted, clock.weight, clock.traffic].map((mark) => mark.seconds).filter((value) => value !== null);
  return seconds.length === 0 ? null : Math.max(...seconds);
}

function InTheirWords({ act }: { readonly act: Act }): ReactElement | null {
  if (act.error === null) return null;
  return (
    <section aria-label="In their own words">
      <SectionHeading>In their own words</SectionHeading>
      <p className="ink-2" style={{ padding: '8px 0' }}>
        {act.error.message}
      </p>
      {act.error.upstream === undefined ? null : <Words upstream={act.error.upstream} />}
    </section>
  );
}

function LeftToDo({ act }: { readonly act: Act }): ReactElement | null {
  if (act.left.length === 0) return null;
  return (
    <section aria-label="Left to do">
      <SectionHeading>Left to do</SectionHeading>
      <ul className="checks">
        {act.left.map((line) => (
          <li key={line}>
            <span className="ink-3">
              <Glyph name="ring" label="to do" />
            </span>
            <span>{line}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Next({
  act,
  onNext,
  onClose,
}: {
  readonly act: Act;
  readonly onNext: (choice: PlanChoice) => void;
  readonly onClose: () => void;
}): ReactElement {
  const aborted = act.command.action === 'abort';
  return (
    <div className="block-actions">
      {aborted && act.state !== 'refused' ? (
        <Button look="tall" keys="U" onPress={() => onNext({ lever: 'undo', toRevision: null })}>
          {act.state === 'effective' ? 'Undo the spec' : 'Next: undo the spec'}
        </Button>
      ) : null}
      {act.state === 'effective' ? null : (
        <Button look="tall" onPress={() => onNext({ lever: null, toRevision: null })}>
          Plan again
        </Button>
      )}
      <Button look="tall" onPress={onClose}>
        Close
      </Button>
    </div>
  );
}
