import type { MetricsTest, TestedFigure, TestedSeries } from '#shared/domain/connections/metrics-test.ts';
import { type Failure, ok, type Result } from '#shared/contract/result.ts';
import { healthNotes, type HealthTemplates } from '#shared/domain/rollouts/health-queries.ts';
import { builtInQueries } from '#shared/domain/rollouts/request-rate.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { PrometheusData } from './answer.ts';
import type { PrometheusServer } from './prometheus-server.ts';
import type { PrometheusSettings } from './settings.ts';

/** So many series are looked at for their labels: enough to see all names, and far from the server's limits. */
const looked = 50;

interface Source {
  readonly server: PrometheusServer;
  readonly templates: HealthTemplates;
  readonly settings: PrometheusSettings;
}

/** Asks for every selector of every query: how many series, how new, with which labels. A server that answers none is the failure. */
export async function testServer(
  { server, templates, settings }: Source,
  namespace: string | null,
  clock: Clock,
  signal: AbortSignal,
): Promise<Result<MetricsTest>> {
  const at = clock.now();
  const began = clock.monotonic();
  const asked = [
    ['request rate', templates.rate],
    ['errors', templates.errors],
    ['latency', templates.latency],
  ] as const;
  // PromQL's grammar is read when a person tests a server, not when the desk starts.
  const { selectorsOf } = await import('./selectors.ts');
  const parts = asked.flatMap(([figure, template]) =>
    template === null ? [] : selectorsOf(template, namespace).map((selector) => ({ figure, selector })),
  );
  const answers = await Promise.all(parts.map((part) => testSelector(server, part, signal)));
  const refused = answers.find(({ tested }) => tested.error !== null)?.tested.error;
  if (refused !== undefined && refused !== null && answers.every(({ tested }) => tested.error !== null))
    return { ok: false, error: refused };
  return ok({
    url: settings.url,
    template: Object.hasOwn(builtInQueries, settings.template) ? settings.template : 'a query of your own',
    window: settings.window,
    namespace,
    at,
    tookMs: clock.monotonic() - began,
    series: answers.map(({ tested }) => tested),
    warnings: [...new Set([...healthNotes(templates), ...answers.flatMap(({ warnings }) => warnings)])],
  });
}

async function testSelector(
  server: PrometheusServer,
  part: { readonly figure: TestedFigure; readonly selector: string },
  signal: AbortSignal,
): Promise<{ tested: TestedSeries; warnings: readonly string[] }> {
  const { selector } = part;
  const answers = await Promise.all(
    [`count(${selector})`, `max(timestamp(${selector}))`, `topk(${looked}, ${selector})`].map((query) => server.query(query, signal)),
  );
  const failed = answers.find((answer) => !answer.ok);
  if (failed !== undefined && !failed.ok) return { tested: refusedPart(part, failed.error), warnings: [] };
  const [count, newest, some] = answers.map((answer) => (answer.ok ? answer.value.data : null));
  const seconds = firstValue(newest);
  return {
    tested: {
      ...part,
      series: firstValue(count) ?? 0,
      newestAt: seconds === null ? null : seconds * 1_000,
      labels: labelsOf(some),
      error: null,
    },
    warnings: answers.flatMap((answer) => (answer.ok ? answer.value.warnings : [])),
  };
}

function refusedPart(part: { readonly figure: TestedFigure; readonly selector: string }, error: Failure): TestedSeries {
  return { ...part, series: null, newestAt: null, labels: [], error };
}

function firstValue(data: PrometheusData | null | undefined): number | null {
  const text = data?.resultType === 'vector' ? data.result[0]?.value?.[1] : undefined;
  const value = Number(text);
  return text !== undefined && Number.isFinite(value) ? value : null;
}

function labelsOf(data: PrometheusData | null | undefined): string[] {
  if (data?.resultType !== 'vector') return [];
  return [...new Set(data.result.flatMap(({ metric }) => Object.keys(metric)))].filter((name) => name !== '__name__').toSorted();
}
