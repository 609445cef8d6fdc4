import { z } from 'zod';
import { builtInQueries, defaultQuery, parseQueryTemplate, type QueryKind } from '#shared/domain/rollouts/request-rate.ts';
import { errorQueries, latencyQueries } from '#shared/domain/rollouts/health-queries.ts';

const variable = z.string().regex(/^[A-Za-z_]\w*$/, { error: 'the name of an environment variable' });
/** A file is read for every request, so that a rotated token is used at once; a variable is the desk's own environment. */
const Auth = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none') }),
  z
    .strictObject({ type: z.literal('bearer'), tokenFile: z.string().min(1).optional(), tokenEnv: variable.optional() })
    .refine(({ tokenFile, tokenEnv }) => (tokenFile === undefined) !== (tokenEnv === undefined), {
      error: 'one of tokenFile and tokenEnv',
    }),
  z
    .strictObject({
      type: z.literal('basic'),
      username: z.string().min(1),
      passwordFile: z.string().min(1).optional(),
      passwordEnv: variable.optional(),
    })
    .refine(({ passwordFile, passwordEnv }) => (passwordFile === undefined) !== (passwordEnv === undefined), {
      error: 'one of passwordFile and passwordEnv',
    }),
]);

const ServerUrl = z
  .url({ protocol: /^https?$/, error: 'an http or https URL, for example http://prometheus.monitoring:9090' })
  .refine((text) => URL.canParse(text) && new URL(text).username === '' && new URL(text).password === '', {
    error: 'no user or password in the URL: name them under auth, with a passwordFile',
  })
  .refine((text) => !/[?#]/.test(text), { error: 'a URL without query or fragment: the desk adds /api/v1/query to its path' });

function template(kind?: QueryKind) {
  return z.string().superRefine((text, context) => {
    const parsed = parseQueryTemplate(text, kind);
    if ('problem' in parsed) context.addIssue({ code: 'custom', message: parsed.problem, input: text });
  });
}

/** One Prometheus, or whatever speaks its API (Thanos, Mimir, VictoriaMetrics). Secrets are files, never values. */
export const PrometheusSettings = z.strictObject({
  /** Where `/api/v1/query` is found below, a path included. */
  url: ServerUrl,
  auth: Auth.default({ type: 'none' }),
  /** For example `{ "X-Scope-OrgID": "team-a" }`. */
  headers: z.record(z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/), z.string().regex(/^[\t\x20-\x7e]*$/)).default({}),
  /** A built-in name or PromQL with {{namespace}}, {{name}}, {{hash}}, {{window}} and {{hashLabel}}. */
  template: template().default(defaultQuery).describe(Object.keys(builtInQueries).join(' | ')),
  /** Failed requests a second of one version. Unset: the one that belongs to a built-in `template`. */
  errorTemplate: template(errorQueries).optional(),
  /** Seconds at {{quantile}}, for example 0.95. Unset: the one that belongs to a built-in `template`. */
  latencyTemplate: template(latencyQueries).optional(),
  /** The window of the rate, and how far the observed needle lags behind. */
  window: z
    .string()
    .regex(/^[1-9]\d{0,4}[smh]$/, { error: 'a window such as 30s, 1m or 5m' })
    .default('1m'),
});
export type PrometheusSettings = z.infer<typeof PrometheusSettings>;

/** The part `metrics` of `<home>/settings.json`: which server knows the traffic of which kubeconfig context. */
export const MetricsSettings = z.strictObject({
  /** For contexts that are not named below. */
  default: PrometheusSettings.optional(),
  contexts: z.record(z.string(), PrometheusSettings).default({}),
});
export type MetricsSettings = z.infer<typeof MetricsSettings>;
