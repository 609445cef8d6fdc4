import type { ReactElement } from 'react';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { failsMore } from '#shared/domain/rollouts/fails-more.ts';
import { metricsPeriodMs } from '#shared/domain/rollouts/figure.ts';
import { figureParts, type VersionFigures, whyUnknown } from '#shared/domain/rollouts/version-health.ts';
import { useStale } from '../../../components/age.tsx';
import { Glyph } from '../../../components/glyph.tsx';

/** The shortest window anybody rates over: a longer one only makes the judgement surer. */
const windowMs = 60_000;
const noLabels = { current: '', stable: '' };

/** `0.2 → 40.0`: the share of failed requests, of the version before and of the one in spec.template. */
export function ErrorsCell({ row: { health, attention } }: { readonly row: RolloutRow }): ReactElement {
  const stale = useStale(health ?? { at: null, periodMs: metricsPeriodMs });
  const text = (figures: VersionFigures) => figureParts('errorPercent', figures.errorPercent).value;
  const from = health === null || health.stable === null ? null : text(health.stable);
  const to = health === null ? '?' : text(health.current);
  const unknown = to === '?' && (from === null || from === '?');
  // The figure that was judged carries its verdict's colour; the row has its word.
  const worse = health !== null && attention.state === 'degraded' && failsMore(health, noLabels, windowMs) !== null;
  const why = health === null ? 'no metrics' : whyUnknown(health, health.current, 'errorPercent');
  return (
    <span
      className="figure-value errors-cell"
      data-stale={stale ? '' : undefined}
      data-unknown={unknown ? '' : undefined}
      title={why || `failed requests of each version, ${health?.source}${stale ? ', stale' : ''}`}
    >
      {unknown || from === null ? (
        to
      ) : (
        <>
          <span className="ink-3">{from}</span>
          <Glyph name="arrow" label="to" />
          <b className="medium" data-state={worse && !stale ? 'degraded' : undefined} data-unknown={to === '?' ? '' : undefined}>
            {to}
          </b>
        </>
      )}
    </span>
  );
}
