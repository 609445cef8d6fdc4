import type { ReactElement } from 'react';
import type { RollbackClock as Marks } from '#shared/domain/rollback/execution.ts';
import type { Dial } from '#shared/domain/rollouts/figure.ts';
import { needleNames, percentText } from '../../../charts/dial-claims.ts';
import { RollbackClock } from '../../../charts/rollback-clock.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { ageText } from '../../../lib/age-text.ts';
import { tenthsText } from '../../../lib/wall-time.ts';

export function EntryClock({ clock }: { readonly clock: Marks }): ReactElement {
  return (
    <section aria-label="Its clock">
      <RollbackClock marks={clock} elapsed={null} heldAt={clock.held.at === null ? '?' : tenthsText(clock.held.at)} />
    </section>
  );
}

/** What the person saw when they held the button, with the age each figure had then. These ages stand still. */
export function Seen({ dial, at }: { readonly dial: Dial | null; readonly at: number }): ReactElement | null {
  if (dial === null) return null;
  return (
    <section aria-label="On the screen when held">
      <SectionHeading meta="age then">On the screen when held</SectionHeading>
      <dl className="pairs">
        {needleNames.map((name) => (
          <div key={name}>
            <dt>
              <span data-needle={name}>
                <Glyph name={name} />
              </span>{' '}
              {name}
            </dt>
            <dd>
              {dial[name].percent === null ? dial[name].note || '?' : `${percentText(dial[name].percent)}%`}{' '}
              <span className="age">{dial[name].at === null ? '' : ageText((at - dial[name].at) / 1_000)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
