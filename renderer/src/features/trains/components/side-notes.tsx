import type { ReactElement } from 'react';
import type { TrainPage } from '#shared/domain/trains/views.ts';
import { Age } from '../../../components/age.tsx';
import { Button } from '../../../components/button.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { State } from '../../../components/state.tsx';
import { useTicking } from '../../../components/clock-context.tsx';
import { instantText } from '../../../lib/wall-time.ts';
import { trainBadges } from '../train-words.ts';

/** The board is read again every few seconds while somebody looks. */
const boardPeriodMs = 15_000;

/** What to know before it leaves, who did not make it and why, and the trains around it. */
export function SideNotes({ page, onTrain }: { readonly page: TrainPage; readonly onTrain: (train: string) => void }): ReactElement {
  return (
    <div className="board-notes">
      <section aria-label="Before it leaves">
        <SectionHeading meta={<Age at={page.at} periodMs={boardPeriodMs} />}>Before it leaves</SectionHeading>
        {page.notes.length === 0 ? <p className="ink-3 board-none">Nothing stops it, nothing waits.</p> : null}
        <ul className="board-list">
          {page.notes.map(({ tone, text }) => (
            <li key={text}>
              <span data-state={tone === 'red' ? 'degraded' : tone === 'amber' ? 'paused' : undefined}>
                <Glyph
                  name={tone === 'red' ? 'degraded' : tone === 'amber' ? 'person' : 'ring'}
                  label={tone === 'red' ? 'Stops it' : tone === 'amber' ? 'Waits' : 'Note'}
                />
              </span>
              <p>{text}</p>
            </li>
          ))}
        </ul>
      </section>
      <section aria-label="Did not board">
        <SectionHeading meta="at the cut">Did not board</SectionHeading>
        {page.notAboard.length === 0 ? <p className="ink-3 board-none">Nobody was turned away.</p> : null}
        <ul className="board-list">
          {page.notAboard.map(({ at, text, next }) => (
            <li key={`${at} ${text}`}>
              <Glyph name="no" />
              <p>
                {text}{' '}
                {next === null || text.includes(next) || text.includes('by itself') ? null : (
                  <span className="ink-2">{`It boards ${next} by itself.`}</span>
                )}
              </p>
            </li>
          ))}
        </ul>
      </section>
      <section aria-label="Last and next">
        <SectionHeading>Last and next</SectionHeading>
        {page.others.length === 0 ? <p className="ink-3 board-none">No other train is known.</p> : null}
        <ul className="board-others">
          {page.others.map((train) => (
            <li key={train.id}>
              <Button look="quiet" onPress={() => onTrain(train.id)}>
                {train.label}
              </Button>
              <State state={trainBadges[train.state][0]} word={trainBadges[train.state][1]} />
              <When at={train.endedAt ?? train.cutAt} says={train.endedAt === null ? 'cut' : ''} />
              <span className="ink-3 text-12">{train.sentence}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function When({ at, says }: { readonly at: number; readonly says: string }): ReactElement {
  const text = useTicking((clock) => instantText(at, clock.now()));
  return (
    <time className="tabular" dateTime={new Date(at).toISOString()}>
      {`${says} ${text}`.trim()}
    </time>
  );
}
