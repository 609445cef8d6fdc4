import { builtInQueries, fillQuery, parseQueryTemplate, type QueryKind, type QueryTemplate, type VersionOf } from './request-rate.ts';
import type { FigureName, VersionFigures } from './version-health.ts';

const pods = 'namespace="{{namespace}}",pod=~"{{name}}-{{hash}}-.*"';
const labelled = 'namespace="{{namespace}}",{{hashLabel}}="{{hash}}"';
const mesh = 'reporter="destination",destination_workload_namespace="{{namespace}}",pod=~"{{name}}-{{hash}}-.*"';
const [byPod, istio, byLabel] = ['http_requests_total by pod', 'istio_requests_total', 'rollouts-pod-template-hash label'] as const;

/** Failed requests a second. No failure yet is 0 only where the counter tells codes apart: without the label nothing is known. */
const failed = (counter: string, code: string) =>
  `sum(rate(${counter},${code}=~"5.."}[{{window}}])) or 0 * sum(rate(${counter},${code}!=""}[{{window}}]))`;
const quantile = (bucket: string) => `histogram_quantile({{quantile}}, sum by (le) (rate(${bucket}}[{{window}}])))`;

export const errorQueries: QueryKind = {
  builtIns: {
    [byPod]: failed(`http_requests_total{${pods}`, 'code'),
    [istio]: failed(`istio_requests_total{${mesh}`, 'response_code'),
    [byLabel]: failed(`http_requests_total{${labelled}`, 'code'),
  },
  must: ['hash'],
};

/** In seconds, as Prometheus counts time. */
export const latencyQueries: QueryKind = {
  builtIns: {
    [byPod]: quantile(`http_request_duration_seconds_bucket{${pods}`),
    [istio]: `${quantile(`istio_request_duration_milliseconds_bucket{${mesh}`)} / 1000`,
    [byLabel]: quantile(`http_request_duration_seconds_bucket{${labelled}`),
  },
  must: ['hash', 'quantile'],
};

/** The queries of one version. Null is not asked for: nobody said which query means it. */
export interface HealthTemplates {
  readonly rate: QueryTemplate;
  readonly errors: QueryTemplate | null;
  readonly latency: QueryTemplate | null;
}

/** A built-in `template` brings the errors and latencies of the same labels; one of one's own brings none. */
export function healthTemplates(settings: {
  readonly template: string;
  readonly errorTemplate?: string | undefined;
  readonly latencyTemplate?: string | undefined;
}): { templates: HealthTemplates } | { problem: string } {
  const rate = parseQueryTemplate(settings.template);
  if ('problem' in rate) return rate;
  const beside = Object.hasOwn(builtInQueries, settings.template) ? settings.template : null;
  const errors = parsed(settings.errorTemplate ?? beside, errorQueries);
  if ('problem' in errors) return errors;
  const latency = parsed(settings.latencyTemplate ?? beside, latencyQueries);
  if ('problem' in latency) return latency;
  return { templates: { rate: rate.template, errors: errors.template, latency: latency.template } };
}

function parsed(text: string | null, kind: QueryKind): { template: QueryTemplate | null } | { problem: string } {
  return text === null ? { template: null } : parseQueryTemplate(text, kind);
}

/** What nobody said a query for, in words. */
export function healthNotes({ errors, latency }: HealthTemplates): string[] {
  return [
    ...(errors === null ? ['Errors are not asked for: set errorTemplate beside template in the metrics settings.'] : []),
    ...(latency === null ? ['Latencies are not asked for: set latencyTemplate beside template in the metrics settings.'] : []),
  ];
}

/** `errors` is a rate here: it becomes a share of the requests of the same answer. */
export type Asked = Exclude<FigureName, 'errorPercent'> | 'errorsPerSecond';

/** What to ask for one version, each query filled in. */
export function healthQueries({ rate, errors, latency }: HealthTemplates, version: VersionOf): readonly (readonly [Asked, string])[] {
  const asked: (readonly [Asked, string])[] = [['requestsPerSecond', fillQuery(rate, version)]];
  if (errors !== null) asked.push(['errorsPerSecond', fillQuery(errors, version)]);
  if (latency === null) return asked;
  const at = (quantileText: string) => fillQuery(latency, { ...version, quantile: quantileText });
  return [...asked, ['p50Ms', at('0.5')], ['p95Ms', at('0.95')], ['p99Ms', at('0.99')]];
}

/** The figures of one version from its answers: seconds become milliseconds; a share of no requests is unknown. */
export function figuresOf(answers: ReadonlyMap<Asked, number | null>): VersionFigures {
  const requests = answers.get('requestsPerSecond') ?? null;
  const errors = answers.get('errorsPerSecond') ?? null;
  const ms = (name: Asked) => {
    const seconds = answers.get(name) ?? null;
    return seconds === null ? null : seconds * 1_000;
  };
  return {
    requestsPerSecond: requests,
    errorPercent: requests === null || errors === null || requests <= 0 ? null : Math.min(100, (errors / requests) * 100),
    p50Ms: ms('p50Ms'),
    p95Ms: ms('p95Ms'),
    p99Ms: ms('p99Ms'),
  };
}
