import type { ReactElement } from 'react';
import type { RolloutPage as Page } from '#shared/contract/rollouts.ts';
import { useClock } from '../../../components/clock-context.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { whenText } from '../../../lib/wall-time.ts';
import { conditionLook } from '../page-facts.ts';

/** What the controller says of the object, in its own words. */
export function Conditions({ page }: { readonly page: Page }): ReactElement | null {
  const clock = useClock();
  const { conditions, message } = page.detail.workload;
  if (conditions.length === 0) return null;
  return (
    <section className="conditions" aria-label="Conditions">
      <SectionHeading meta={message === '' ? undefined : <span className="ellipsis">{message}</span>}>Conditions</SectionHeading>
      <ul className="line-list" tabIndex={0} aria-label="Conditions">
        {conditions.map((condition) => {
          const look = conditionLook(condition.type, condition.status);
          return (
            <li key={condition.type}>
              <span className={look === 'ring' ? 'ink-3' : undefined} data-state={look === 'degraded' ? 'degraded' : undefined}>
                <Glyph name={look} label={`${condition.type} ${condition.status}`} />
              </span>
              <span className="nowrap">{condition.type}</span>
              <span className="ellipsis ink-2" title={condition.message}>
                {condition.message === '' ? condition.reason : condition.message}
              </span>
              <time className="ink-3 text-12">{condition.at === null ? '' : whenText(condition.at, clock.now())}</time>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
