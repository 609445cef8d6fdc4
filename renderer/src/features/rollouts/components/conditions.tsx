import type { ReactElement } from 'react';
import type { RolloutPage as Page } from '#shared/contract/rollouts.ts';
import { Figure } from '../../../components/figure.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { Moment } from '../../../components/moment.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { conditionLook } from '../page-facts.ts';

/** What the controller says of the object, in its own words and whole: a long message takes more lines. */
export function Conditions({ page }: { readonly page: Page }): ReactElement | null {
  const { conditions, message } = page.detail.workload;
  const { at, periodMs } = page.dial.requested;
  if (conditions.length === 0) return null;
  return (
    <section className="conditions" aria-label="Conditions">
      <SectionHeading meta={<Figure value={`${conditions.length}`} at={at} periodMs={periodMs} />}>Conditions</SectionHeading>
      <ul className="line-list scroll-edge" tabIndex={0} aria-label="Conditions">
        {conditions.map((condition) => {
          const look = conditionLook(condition.type, condition.status);
          const words = condition.message === '' ? condition.reason : condition.message;
          return (
            <li key={condition.type}>
              <span className={look === 'ring' ? 'ink-3' : undefined} data-state={look === 'degraded' ? 'degraded' : undefined}>
                <Glyph name={look} label={`${condition.type} ${condition.status}`} />
              </span>
              <span className="whole">
                {condition.type} <span className="ink-3 text-12">{words}</span>
              </span>
              <span className="ink-3 text-12">{condition.at === null ? '' : <Moment at={condition.at} form="when" />}</span>
            </li>
          );
        })}
      </ul>
      {message === '' ? null : <p className="ink-3 text-12 whole">{`status.message: ${message}`}</p>}
    </section>
  );
}
