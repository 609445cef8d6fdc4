import { fail, ok, type Result } from '#shared/contract/result.ts';
import { allVersionsQuery, fillQuery, versionLabel } from '#shared/domain/rollouts/request-rate.ts';
import { type HealthTemplates, healthTemplates } from '#shared/domain/rollouts/health-queries.ts';
import { noFigures } from '#shared/domain/rollouts/version-health.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import type { Metrics } from '#core/ports/metrics.ts';
import type { Deadlines } from './post-form.ts';
import { createPrometheusServer, type PrometheusServer } from './prometheus-server.ts';
import { ratesOf, sampleGrid, samplesOf } from './rates.ts';
import type { MetricsSettings, PrometheusSettings } from './settings.ts';
import { healthQuestion } from './version-health.ts';

export interface PrometheusMetricsNeeds {
  readonly settings: MetricsSettings;
  readonly clock: Clock;
  readonly log: Log;
  /** Tests are in a hurry. */
  readonly deadlines?: Deadlines;
}

interface Source {
  readonly server: PrometheusServer;
  readonly templates: HealthTemplates;
  readonly window: string;
}

/** The Metrics port on Prometheus. Nothing is sent before the first question. */
export function createPrometheusMetrics({
  settings,
  clock,
  log,
  deadlines = { connectMs: 5_000, answerMs: 10_000 },
}: PrometheusMetricsNeeds): Metrics {
  const sources = new Map<PrometheusSettings, Source>();

  function settingsOf(context: string): PrometheusSettings | undefined {
    return Object.hasOwn(settings.contexts, context) ? settings.contexts[context] : settings.default;
  }

  function sourceFor(target: Target): Result<Source> {
    const found = settingsOf(target.context);
    if (found === undefined) return notConfigured(target);
    const known = sources.get(found);
    if (known !== undefined) return ok(known);
    const parsed = healthTemplates(found);
    if ('problem' in parsed) return fail('invalid', parsed.problem, { field: 'template' });
    const source = { server: createPrometheusServer(found, clock, deadlines), templates: parsed.templates, window: found.window };
    sources.set(found, source);
    return ok(source);
  }

  return {
    sourceOf: (context) => (settingsOf(context) === undefined ? null : 'prometheus'),

    async requestRates(target, hashes, signal) {
      const source = sourceFor(target);
      if (!source.ok) return source;
      const { server, window, templates } = source.value;
      const said = { source: `request rate, ${spaced(window)}`, windowMs: milliseconds(window) };
      const unknown = new Map<string, number | null>(hashes.map((hash) => [hash, null]));
      const asked = [...unknown.keys()].filter((hash) => hash !== '');
      if (asked.length === 0) return ok({ ...said, byHash: unknown, at: clock.now(), warnings: [] });

      const versions = asked.map((hash) => ({ ...target, hash, window }));
      const answer = await server.query(allVersionsQuery(templates.rate, versions), signal);
      if (!answer.ok) return logged(target, answer);
      const rates = ratesOf(answer.value.data, versionLabel, asked);
      if (!rates.ok) return logged(target, rates);
      const warnings = [...answer.value.warnings, ...rates.value.warnings];
      return ok({ ...said, byHash: new Map([...unknown, ...rates.value.byHash]), at: answer.value.askedAt, warnings });
    },

    async versionHealth(target, hashes, signal) {
      const source = sourceFor(target);
      if (!source.ok) return source;
      const { server, window, templates } = source.value;
      const said = { source: `prometheus, ${spaced(window)}`, windowMs: milliseconds(window) };
      const unknown = new Map(hashes.map((hash) => [hash, noFigures]));
      const asked = [...unknown.keys()].filter((hash) => hash !== '');
      if (asked.length === 0) return ok({ ...said, byHash: unknown, at: clock.now(), warnings: [] });

      const question = healthQuestion(
        templates,
        asked.map((hash) => ({ ...target, hash, window })),
      );
      const answer = await server.query(question.query, signal);
      if (!answer.ok) return logged(target, answer);
      const figures = question.read(answer.value.data);
      if (!figures.ok) return logged(target, figures);
      const warnings = [...question.notes, ...answer.value.warnings];
      return ok({ ...said, byHash: new Map([...unknown, ...figures.value]), at: answer.value.askedAt, warnings });
    },

    async requestRateSeries(target, hash, range, signal) {
      const source = sourceFor(target);
      if (!source.ok) return source;
      const { server, window, templates } = source.value;
      const grid = sampleGrid(range);
      if (!grid.ok) return grid;
      const query = `sum(${fillQuery(templates.rate, { ...target, hash, window })})`;
      const answer = await server.queryRange(query, grid.value, signal);
      return answer.ok ? samplesOf(answer.value.data, grid.value) : logged(target, answer);
    },
  };

  function logged<E extends Result<never>>(target: Target, failed: E): E {
    if (!failed.ok && failed.error.kind !== 'cancelled') log.debug('metrics: no answer', { context: target.context, error: failed.error });
    return failed;
  }
}

function notConfigured(target: Target): Result<never> {
  return fail(
    'unsupported',
    `No metric server is configured for ${target.context}. Name one under metrics in settings.json, or give --prometheus URL.`,
  );
}

/** `1m` as a person reads it: `1 m`. */
function spaced(window: string): string {
  return window.replace(/(\d)(\D)/, '$1 $2');
}

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** The settings have checked it: digits and one of these units. */
function milliseconds(window: string): number {
  return Number.parseInt(window, 10) * (unitMs[window.slice(-1)] ?? 0);
}
