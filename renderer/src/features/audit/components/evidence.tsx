import type { ReactElement } from 'react';
import type { RollbackClock as Marks } from '#shared/domain/rollback/execution.ts';
import type { Dial } from '#shared/domain/rollouts/figure.ts';
import { needleNames, percentText } from '../../../charts/dial-claims.ts';
import { RollbackClock } from '../../../charts/rollback-clock.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { ageText } from '../../../lib/age-text.ts';
import { tenthsText, wholeText } from '../../../lib/wall-time.ts';

export function EntryClock({ clock }: { readonly clock: Marks }): ReactElement {
  return (
    <section aria-label="Its clock">
      <RollbackClock marks={clock} elapsed={null} heldAt={clock.held.at === null ? '?' : tenthsText(clock.held.at)} />
    </section>
  );
}

/** What the person saw when they held the button, with the age each figure had then. These ages stand still. */
export function Seen({ dial, at }: { readonly dial: Dial; readonly at: number }): ReactElement {
  return (
    <section aria-label="On the screen when held">
      <SectionHeading meta="age then">On the screen when held</SectionHeading>
      <dl className="pairs">
        {needleNames.map((name) => {
          const { percent, note, source, at: seenAt } = dial[name];
          return (
            <div key={name}>
              <dt title={source}>
                <span data-needle={name}>
                  <Glyph name={name} />
                </span>{' '}
                {name}
              </dt>
              <dd>
                {percent === null ? note || '?' : `${percentText(percent)}%`}{' '}
                <span className="age" title={seenAt === null ? undefined : wholeText(seenAt)}>
                  {seenAt === null ? '' : ageText((at - seenAt) / 1_000)}
                </span>
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
