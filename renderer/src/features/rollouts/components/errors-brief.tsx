import type { ReactElement } from 'react';
import type { RolloutPage as Page } from '#shared/contract/rollouts.ts';
import { failsMore } from '#shared/domain/rollouts/fails-more.ts';
import { figureText, type VersionFigures, whyUnknown } from '#shared/domain/rollouts/version-health.ts';
import { Age, useStale } from '../../../components/age.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { labelsOf } from '../page-facts.ts';
import { sinceText } from '../since-text.ts';

const windowMs = 60_000;

/** How many requests of each version fail now, with the age of the figures: why one takes it back, beside the rollback. */
export function ErrorsBrief({ page }: { readonly page: Page }): ReactElement | null {
  const { health, detail, attention } = page;
  const stale = useStale(health ?? { at: null, periodMs: windowMs });
  if (health === null) return null;
  const { stable, current } = labelsOf(detail.workload);
  const worse = !stale && failsMore(health, { current, stable: stable ?? '' }, windowMs) !== null;
  const since = sinceText({ attention, workload: detail.workload });
  const row = (label: string, figures: VersionFigures, judged: boolean) => (
    <li key={label}>
      <span>{label}</span>
      <span
        className={judged ? 'figure-value medium' : 'figure-value'}
        data-state={judged ? 'degraded' : undefined}
        data-stale={stale ? '' : undefined}
        data-unknown={figures.errorPercent === null ? '' : undefined}
        title={whyUnknown(health, figures, 'errorPercent') || undefined}
      >
        {figureText('errorPercent', figures.errorPercent)}
      </span>
    </li>
  );
  return (
    <section className="changed-brief" aria-label="Errors">
      <SectionHeading
        meta={
          <>
            {health.source} <Age at={health.at} periodMs={health.periodMs} />
          </>
        }
      >
        Errors, 5xx
      </SectionHeading>
      <ul className="line-list errors-brief">
        {health.stable === null ? null : row(stable ?? 'stable', health.stable, false)}
        {row(current, health.current, worse)}
      </ul>
      {since === '' ? null : <p className="ink-3 text-12">{since}</p>}
    </section>
  );
}
