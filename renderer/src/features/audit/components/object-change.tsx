import type { ReactElement } from 'react';
import type { ObjectState } from '#shared/domain/rollback/execution.ts';
import { Glyph } from '../../../components/glyph.tsx';
import { SectionHeading } from '../../../components/section.tsx';

interface ObjectChangeProps {
  /** As it stood when the intent was written; null where the entry holds none. */
  readonly before: ObjectState | null;
  /** As last read while the act was followed; null where it was never read again. */
  readonly after: ObjectState | null;
}

type Row = readonly [name: string, read: (object: ObjectState) => string];

const percent = (share: number) => `${Math.round(share * 10) / 10}%`;

/** In Kubernetes' own words, as they stand in the object. */
const rows: readonly Row[] = [
  ['status.phase', ({ phase }) => phase],
  ['status.message', ({ message }) => message],
  ['status.abort', ({ aborted }) => String(aborted)],
  ['spec.paused', ({ paused }) => String(paused)],
  ['currentStepIndex', ({ currentStepIndex }) => (currentStepIndex === null ? '–' : String(currentStepIndex))],
  ['weight, canary', ({ weights }) => (weights === null ? '–' : percent(weights.canary))],
  ['currentPodHash', ({ currentHash }) => currentHash],
  ['stableRS', ({ stableHash }) => stableHash],
  ['pods, updated', ({ replicas }) => `${replicas.updated} of ${replicas.total}`],
  ['generation', ({ generation }) => String(generation)],
];

/** What the act changed of its object. Only what differs, and the phase, so that a change of nothing is seen too. */
export function ObjectChange({ before, after }: ObjectChangeProps): ReactElement | null {
  if (before === null) return null;
  const shown = rows.filter(([name, read]) => name === 'status.phase' || (after !== null && read(before) !== read(after)));
  return (
    <section aria-label="Object">
      <SectionHeading meta={after === null ? 'before; not read again' : 'before, last read'}>Object</SectionHeading>
      <dl className="pairs">
        {shown.map(([name, read]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Change from={read(before)} to={after === null ? null : read(after)} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Change({ from, to }: { readonly from: string; readonly to: string | null }): ReactElement {
  if (to === null || to === from) return <b>{from || '–'}</b>;
  return (
    <span className="change">
      <span className="ink-3">{from || '–'}</span>
      <Glyph name="arrow" label="to" />
      <b>{to || '–'}</b>
    </span>
  );
}
