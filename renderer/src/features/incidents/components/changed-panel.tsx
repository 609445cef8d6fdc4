import { type ReactElement, useState } from 'react';
import type { IncidentPage, SubjectDifference } from '#shared/domain/incidents/views.ts';
import { targetKey } from '#shared/domain/rollouts/target.ts';
import { Button } from '../../../components/button.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { wholeText } from '../../../lib/wall-time.ts';

/** So many lines are read at a glance; images and environment come first. */
const atOnce = 6;

/** What the version an incident is about changed: the line to blame is one of these, or none of them. */
export function ChangedPanel({ page }: { readonly page: IncidentPage }): ReactElement | null {
  if (page.differences.length === 0) return null;
  return (
    <section aria-label="What the version changed">
      {page.differences.map((difference) => (
        <Changed key={`${targetKey(difference.target)} ${difference.hash}`} difference={difference} several={page.differences.length > 1} />
      ))}
    </section>
  );
}

function Changed({ difference, several }: { readonly difference: SubjectDifference; readonly several: boolean }): ReactElement {
  const { target, from, to, lines, notes, at } = difference;
  const [all, setAll] = useState(false);
  const shown = all ? lines : lines.slice(0, atOnce);
  return (
    <div className="changed-version">
      <SectionHeading meta={<span title={`Read from the cluster ${wholeText(at)}`}>{several ? target.context : 'against stable'}</span>}>
        {`${several ? `${target.name} ` : ''}${from} → ${to}`}
      </SectionHeading>
      {lines.length === 0 ? <p className="ink-2 cost-none">The two versions do not differ.</p> : null}
      <dl className="changed-lines">
        {shown.map(({ path, before, after }) => (
          <div key={path}>
            <dt className="ink-2">{path}</dt>
            <dd>
              <span className="ink-3">{before ?? 'not set'}</span> → <b className="medium">{after ?? 'not set'}</b>
            </dd>
          </div>
        ))}
      </dl>
      {lines.length > atOnce ? (
        <Button look="quiet" onPress={() => setAll(!all)}>
          {all ? 'Fewer lines' : `All ${lines.length} lines`}
        </Button>
      ) : null}
      {notes.map((note) => (
        <p key={note} className="ink-3 text-12">{`${note}.`}</p>
      ))}
    </div>
  );
}
