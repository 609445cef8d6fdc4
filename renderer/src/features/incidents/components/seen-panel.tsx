import type { ReactElement } from 'react';
import type { IncidentPage } from '#shared/domain/incidents/views.ts';
import { SectionHeading } from '../../../components/section.tsx';
import { durationText } from '../../../lib/age-text.ts';
import { wholeText } from '../../../lib/wall-time.ts';

/** What the desk showed the person who held a rollback, each figure with its age at that moment; the newest hold first. */
export function SeenPanel({ page }: { readonly page: IncidentPage }): ReactElement | null {
  const holds = page.entries.flatMap(({ id, who, seen, hidden }) => (seen === null || hidden ? [] : [{ id, who, seen }])).toReversed();
  if (holds.length === 0) return null;
  return (
    <section aria-label="Seen at the hold">
      {holds.map(({ id, who, seen }) => (
        <div key={id} className="seen-hold">
          <SectionHeading
            meta={
              <time dateTime={new Date(seen.at).toISOString()} title={wholeText(seen.at)}>
                {who ?? 'not said'}
              </time>
            }
          >
            Seen at the hold
          </SectionHeading>
          <dl className="cost-inputs seen-figures">
            {seen.figures.map(({ label, value, at, source }) => (
              <div key={label} title={source}>
                <dt>
                  {label}{' '}
                  <span className="ink-3 text-12">{at === null ? 'no age' : `${durationText((seen.at - at) / 1_000)} old then`}</span>
                </dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </section>
  );
}
