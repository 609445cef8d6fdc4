import type { ReactElement } from 'react';
import type { IncidentPage } from '#shared/domain/incidents/views.ts';
import { Age } from '../../../components/age.tsx';
import { SectionHeading } from '../../../components/section.tsx';

/** Who is on the record of this incident, by the cluster's names, and what they did last. */
export function PeoplePanel({ page }: { readonly page: IncidentPage }): ReactElement | null {
  if (page.people.length === 0) return null;
  return (
    <section aria-label="People">
      <SectionHeading>People</SectionHeading>
      <ul className="incident-people">
        {page.people.map(({ name, did, lastAt }) => (
          <li key={name}>
            <b className="medium">{name}</b>
            <span className="ink-2">{did}</span>
            <Age at={lastAt} periodMs={Number.POSITIVE_INFINITY} form="row" />
          </li>
        ))}
      </ul>
    </section>
  );
}
