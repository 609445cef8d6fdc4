import type { ReactElement } from 'react';
import type { RolloutPage as Page } from '#shared/contract/rollouts.ts';
import { detailPeriodMs } from '#shared/domain/rollouts/figure.ts';
import { Empty } from '../../../components/block.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { Figure } from '../../../components/figure.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { countText } from '../../../lib/count-text.ts';
import { timeText } from '../../../lib/wall-time.ts';

/** What the cluster said about it, newest first. */
export function Events({ page }: { readonly page: Page }): ReactElement {
  const { events, at } = page.detail;
  const newest = events.toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0));
  return (
    <section className="events" aria-label="Events">
      <SectionHeading meta={<Figure value={countText(events.length)} at={at} periodMs={detailPeriodMs} />}>Events</SectionHeading>
      {newest.length === 0 ? (
        <Empty title="No events.">The cluster keeps them for an hour.</Empty>
      ) : (
        <ol className="line-list" tabIndex={0} aria-label="Events, newest first">
          {newest.map((event) => (
            <li key={event.uid}>
              <time className="ink-3">{event.at === null ? '?' : timeText(event.at)}</time>
              <span
                className={event.type === 'Warning' ? undefined : 'ink-3'}
                data-state={event.type === 'Warning' ? 'degraded' : undefined}
              >
                <Glyph name={event.type === 'Warning' ? 'degraded' : 'ok'} label={event.type} />
              </span>
              <span className="ellipsis" title={`${event.object} ${event.reason}: ${event.message}`}>
                {event.message === '' ? event.reason : event.message}
              </span>
              <span className="ink-3">{event.count > 1 ? `${event.count}×` : ''}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
