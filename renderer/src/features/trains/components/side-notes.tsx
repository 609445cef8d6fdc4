import type { ReactElement } from 'react';
import type { TrainPage } from '#shared/domain/trains/views.ts';
import { Age } from '../../../components/age.tsx';
import { Button } from '../../../components/button.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { Reviewers } from '../../../components/reviewers.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { State } from '../../../components/state.tsx';
import { useTicking } from '../../../components/clock-context.tsx';
import { instantText } from '../../../lib/wall-time.ts';
import { useApprovals } from '../../../lib/use-approvals.ts';
import { badgeOf } from '../train-words.ts';

/** The board is read again every few seconds while somebody looks. */
const boardPeriodMs = 15_000;

/** What to know before it leaves, who did not make it and why, and the trains around it. */
export function SideNotes({ page, onTrain }: { readonly page: TrainPage; readonly onTrain: (train: string) => void }): ReactElement {
  const [title, none] = headingOf(page);
  const open = page.state === 'scheduled' || page.state === 'boarding';
  return (
    <div className="board-notes">
      <section aria-label={title}>
        <SectionHeading meta={<Age at={page.at} periodMs={boardPeriodMs} />}>{title}</SectionHeading>
        {page.notes.length === 0 ? <p className="ink-3 board-none">{none}</p> : null}
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
        <SectionHeading meta={open ? 'so far' : 'at the cut'}>Did not board</SectionHeading>
        {page.notAboard.length > 0 ? null : (
          <p className="ink-3 board-none">
            {open ? 'It is not cut yet: who has passed the tests by then is aboard.' : 'Nobody was turned away.'}
          </p>
        )}
        <Reviewers train={page.id} approvals={useApprovals(page.id, isAhead(page))} />
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
              <State state={badgeOf(train)[0]} word={badgeOf(train)[1]} />
              <When at={train.endedAt ?? train.wasCutAt ?? train.cutAt} says={train.endedAt === null ? 'cut' : ''} />
              <span className="ink-3 text-12">{train.sentence}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** Before it leaves, on its way, and once it has ended. */
function headingOf({ departedAt, endedAt }: TrainPage): readonly [string, string] {
  if (endedAt !== null) return ['What there is to know', 'Nothing more is to be said of it.'];
  if (departedAt !== null) return ['On its way', 'Nothing waits for a person.'];
  return ['Before it leaves', 'Nothing stops it, nothing waits.'];
}

function isAhead({ departedAt, endedAt }: TrainPage): boolean {
  return departedAt === null && endedAt === null;
}

function When({ at, says }: { readonly at: number; readonly says: string }): ReactElement {
  const text = useTicking((clock) => instantText(at, clock.now()));
  return (
    <time className="tabular" dateTime={new Date(at).toISOString()}>
      {`${says} ${text}`.trim()}
    </time>
  );
}
