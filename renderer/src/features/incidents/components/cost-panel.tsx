import { lazy, type ReactElement, Suspense } from 'react';
import type { Cost, IncidentPage } from '#shared/domain/incidents/views.ts';
import { Age } from '../../../components/age.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { countText } from '../../../lib/count-text.ts';

/** Measured every few seconds while a host collects. */
const costPeriodMs = 15_000;
// The chart library is a third of the page's code, and few screens draw money.
const CostChart = lazy(async () => ({ default: (await import('./cost-chart.tsx')).CostChart }));

/** What it costs, by what was declared and measured, with the formula; what was not measured is said, not counted as free. */
export function CostPanel({ page }: { readonly page: IncidentPage }): ReactElement {
  const { cost, costProblem } = page;
  return (
    <section aria-label="Cost">
      <SectionHeading
        meta={cost === null ? undefined : <Age at={cost.at} periodMs={page.state === 'closed' ? Number.POSITIVE_INFINITY : costPeriodMs} />}
      >
        {page.state === 'open' ? 'Cost so far' : 'Cost'}
      </SectionHeading>
      {cost === null ? (
        <p className="ink-2 cost-none">{costProblem ?? 'Nothing has been measured yet.'}</p>
      ) : (
        <Measured cost={cost} open={page.state === 'open'} />
      )}
    </section>
  );
}

function Measured({ cost, open }: { readonly cost: Cost; readonly open: boolean }): ReactElement {
  const { amount, perMinute, currency, formula, worked, inputs, points, failedRequests, unknownMinutes } = cost;
  return (
    <>
      <p className="cost-amount">
        <small>{currency}</small>
        {amount === null ? '?' : countText(Math.round(amount))}
      </p>
      <p>
        <b className="medium">{perMinute === null ? 'Now: unknown' : `Now: ${countText(Math.round(perMinute))} ${currency} a minute`}</b>
        {open && perMinute !== null && perMinute > 0 ? ' until it is mended' : ''}
      </p>
      {points.length < 2 ? null : (
        <Suspense fallback={<div className="cost-chart" />}>
          <CostChart points={points} currency={currency} />
        </Suspense>
      )}
      <p className="ink-2 text-12 cost-formula">{formula}</p>
      {worked.map((line) => (
        <p key={line} className="text-12 tabular">
          {line}
        </p>
      ))}
      {unknownMinutes === 0 ? null : (
        <p className="text-12" data-state="stale">
          {`${unknownMinutes < 1 ? 'Less than a minute' : `${Math.round(unknownMinutes)} m`} of it were not measured: unknown, not free.`}
        </p>
      )}
      <dl className="cost-inputs">
        {inputs.map(({ label, value, source }) => (
          <div key={label}>
            <dt>
              {label} <span className="ink-3 text-12">{source}</span>
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>Failed requests</dt>
          <dd>{failedRequests === null ? '?' : countText(Math.round(failedRequests))}</dd>
        </div>
      </dl>
    </>
  );
}
