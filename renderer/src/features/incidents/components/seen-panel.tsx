import type { ReactElement } from 'react';
import { holdTitle } from '#shared/domain/incidents/export/told.ts';
import type { IncidentPage } from '#shared/domain/incidents/views.ts';
import { SectionHeading } from '../../../components/section.tsx';
import { durationText } from '../../../lib/age-text.ts';
import { timeText, wholeText } from '../../../lib/wall-time.ts';

/**
 * What the desk showed the person who held a rollback, each figure with its age at that moment. Oldest first: what the first of them was decided on
 * stands at the top of the panel, what came later below the rest.
 */
export function SeenPanel({ page, part }: { readonly page: IncidentPage; readonly part: 'first' | 'later' }): ReactElement | null {
  const all = page.entries.flatMap(({ id, who, seen, hidden, text }) => (seen === null || hidden ? [] : [{ id, who, seen, text }]));
  const holds = part === 'first' ? all.slice(0, 1) : all.slice(1);
  if (holds.length === 0) return null;
  return (
    <section aria-label={part === 'first' ? 'Seen at the hold' : 'Seen at later holds'}>
      {holds.map(({ id, who, seen, text }) => (
        <div key={id} className="seen-hold">
          <SectionHeading
            meta={
              <time dateTime={new Date(seen.at).toISOString()} title={wholeText(seen.at)}>
                {who ?? 'not said'}
              </time>
            }
          >
            {`${holdTitle({ text })}, ${timeText(seen.at)}: what was seen`}
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
