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
import { singleValue } from './single-value.ts';
import { testServer } from './test-server.ts';
import { healthQuestion } from './version-health.ts';

export interface PrometheusMetricsNeeds {
  /** As they are, or as they are now where a person may change them while the desk runs. */
  readonly settings: MetricsSettings | (() => MetricsSettings);
  /** Whom servers' certificates may be signed by (PEM), in place of the usual; null: the usual. */
  readonly authorities?: () => readonly string[] | null;
  readonly clock: Clock;
  readonly log: Log;
  /** Tests are in a hurry. */
  readonly deadlines?: Deadlines;
}

interface Source {
  readonly server: PrometheusServer;
  readonly templates: HealthTemplates;
  readonly window: string;
  readonly settings: PrometheusSettings;
}

/** The Metrics port on Prometheus. Nothing is sent before the first question. */
export function createPrometheusMetrics({
  settings: given,
  authorities = () => null,
  clock,
  log,
  deadlines = { connectMs: 5_000, answerMs: 10_000 },
}: PrometheusMetricsNeeds): Metrics {
  let sources = new Map<PrometheusSettings, Source>();
  let trusted = authorities();
  const current = () => (typeof given === 'function' ? given() : given);

  function settingsOf(context: string): PrometheusSettings | undefined {
    const settings = current();
    return Object.hasOwn(settings.contexts, context) ? settings.contexts[context] : settings.default;
  }

  function sourceFor({ context }: Pick<Target, 'context'>): Result<Source> {
    const found = settingsOf(context);
    if (found === undefined) return notConfigured(context);
    const trusts = authorities();
    if (trusts !== trusted) sources = new Map();
    trusted = trusts;
    const known = sources.get(found);
    if (known !== undefined) return ok(known);
    const parsed = healthTemplates(found);
    if ('problem' in parsed) return fail('invalid', parsed.problem, { field: 'template' });
    const source = {
      server: createPrometheusServer(found, clock, deadlines, trusts),
      templates: parsed.templates,
      window: found.window,
      settings: found,
    };
    sources.set(found, source);
    return ok(source);
  }

  return {
    sourceOf: (context) => (settingsOf(context) === undefined ? null : 'prometheus'),

    async test(context, namespace, signal) {
      const source = sourceFor({ context });
      return source.ok ? testServer(source.value, namespace, clock, signal) : source;
    },

    async value(context, query, signal) {
      const source = sourceFor({ context });
      if (!source.ok) return source;
      const answer = await source.value.server.query(query, signal);
      if (!answer.ok) return answer;
      const value = singleValue(answer.value.data);
      return value.ok ? ok({ value: value.value, at: answer.value.askedAt, source: 'prometheus' }) : value;
    },

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

    async versionHealthSeries(target, hashes, range, signal) {
      const source = sourceFor(target);
      if (!source.ok) return source;
      const { server, window, templates } = source.value;
      const grid = sampleGrid(range);
      if (!grid.ok) return grid;
      const asked = [...new Set(hashes)].filter((hash) => hash !== '');
      if (asked.length === 0) return ok({ byHash: new Map(), at: [], source: 'prometheus' });
      const question = healthQuestion(
        templates,
        asked.map((hash) => ({ ...target, hash, window })),
      );
      const answer = await server.queryRange(question.query, grid.value, signal);
      if (!answer.ok) return logged(target, answer);
      const series = question.readRange(answer.value.data, grid.value);
      return series.ok
        ? ok({ ...series.value, source: `prometheus, ${spaced(window)}`, windowMs: milliseconds(window) })
        : logged(target, series);
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

function notConfigured(context: string): Result<never> {
  return fail(
    'unsupported',
    `No metric server is configured for ${context}. Name one under metrics in settings.json, or give --prometheus URL.`,
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
