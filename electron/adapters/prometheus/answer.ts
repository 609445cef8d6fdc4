import { z } from 'zod';
import { type Failure, fail, ok, type Result } from '#shared/contract/result.ts';
import { upstreamText } from '#shared/contract/upstream-text.ts';
import type { HttpAnswer } from './post-form.ts';

/** Seconds since 1970 and a number as text: `NaN` and `+Inf` have no JSON number. */
const Point = z.tuple([z.number(), z.string()]);
const Labels = z.record(z.string(), z.string());
/** A native histogram comes as `histogram` instead: a figure we cannot read, which is not no series at all. */
const VectorSample = z.object({ metric: Labels, value: Point.optional() });
const MatrixSeries = z.object({ metric: Labels, values: z.array(Point).default([]) });

const Data = z.discriminatedUnion('resultType', [
  z.object({ resultType: z.literal('vector'), result: z.array(VectorSample) }),
  z.object({ resultType: z.literal('matrix'), result: z.array(MatrixSeries) }),
  z.object({ resultType: z.literal('scalar'), result: Point }),
  z.object({ resultType: z.literal('string'), result: Point }),
]);
export type PrometheusData = z.infer<typeof Data>;

const notes = z.array(z.string()).nullish();
const Answer = z.discriminatedUnion('status', [
  z.object({ status: z.literal('success'), data: Data, warnings: notes, infos: notes }),
  z.object({ status: z.literal('error'), errorType: z.string().default(''), error: z.string().default('') }),
]);

export interface PrometheusAnswer {
  readonly data: PrometheusData;
  /** Warnings and infos, in the server's words. */
  readonly warnings: readonly string[];
}

/** What a metric server said, or why that is no answer. `server` is its host, for the sentence. */
export function readAnswer(http: HttpAnswer, server: string): Result<PrometheusAnswer> {
  const parsed = Answer.safeParse(jsonOrNull(http.text));
  if (parsed.success && parsed.data.status === 'success') {
    const { data, warnings, infos } = parsed.data;
    return ok({ data, warnings: [...(warnings ?? []), ...(infos ?? [])].map(upstreamText) });
  }
  if (parsed.success && parsed.data.status === 'error') {
    const { errorType, error } = parsed.data;
    return refusal(http, server, [errorType, error].filter((text) => text !== '').join(': '));
  }
  return refusal(http, server, null);
}

/** `said`: the API's own error; null when the body is not the API's. */
function refusal(http: HttpAnswer, server: string, said: string | null): Result<never> {
  const upstream = { source: 'prometheus', text: said === null ? beginning(http.text) : upstreamText(said), status: http.status };
  const say = (kind: Failure['kind'], message: string, more: Partial<Failure> = {}) => fail(kind, message, { upstream, ...more });
  if (http.status === 401) return say('unauthenticated', `${server} wants a login (401). Check auth in the metrics settings.`);
  if (http.status === 403) return say('forbidden', `${server} refuses this login (403).`);
  if (http.status === 429) return say('rate-limited', `${server} says there were too many questions (429).`, retryAfter(http.retryAfter));
  if (http.status >= 300 && http.status < 400) {
    return say(
      'unauthenticated',
      `${server} sends the desk on to ${upstreamText(http.location)} (${http.status}), as a login page does. Use a URL that answers without a browser.`,
    );
  }
  if (said !== null && (http.status === 400 || http.status === 422)) return say('invalid', `${server} refuses the query (${http.status}).`);
  if (said !== null || http.status >= 500) return say('unreachable', `${server} cannot answer now (${http.status}).`);
  if (isHtml(http))
    return say(
      'unreachable',
      `${server} answered with a web page (${http.status}), not with metrics: a login page, or not the URL of the API.`,
    );
  if (http.status === 404)
    return say('unsupported', `${server} has no Prometheus API at this path (404). Check url in the metrics settings.`);
  return say('unreachable', `${server} answered (${http.status}) what is not the Prometheus API's JSON.`);
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isHtml(http: HttpAnswer): boolean {
  return http.contentType.includes('html') || /^\s*<(!doctype|html)/i.test(http.text);
}

/** Enough to recognise a page by; never the whole of it. */
function beginning(text: string): string {
  const short = upstreamText(text.slice(0, 2_000)).replaceAll(/\s+/g, ' ');
  return short.length > 200 ? `${short.slice(0, 200)}…` : short;
}

function retryAfter(header: string): Partial<Failure> {
  return /^\d+$/.test(header) ? { retryAfterSeconds: Number(header) } : {};
}
