import { fail, type Result } from '#shared/contract/result.ts';
import type { Clock } from '#core/ports/clock.ts';
import { type PrometheusAnswer, readAnswer } from './answer.ts';
import { requestHeaders } from './authorization.ts';
import { createLimiter } from './limiter.ts';
import { createFormPoster, type Deadlines } from './post-form.ts';
import type { PrometheusSettings } from './settings.ts';
import { createSharedFlights } from './shared-flight.ts';

/** `askedAt` is our clock when the question left: what the server's evaluation is at least as new as. */
export type TimedAnswer = Result<PrometheusAnswer & { readonly askedAt: number }>;

export interface PrometheusServer {
  /** Evaluated at the server's own now, so that clocks which differ do not hide the newest samples. */
  query(query: string, signal: AbortSignal): Promise<TimedAnswer>;
  /** Seconds since 1970; `step` in seconds. */
  queryRange(query: string, range: { start: number; end: number; step: number }, signal: AbortSignal): Promise<TimedAnswer>;
}

const atOnce = 8;

/** One metric server: at most 8 questions at a time, identical ones asked once. */
export function createPrometheusServer(
  settings: PrometheusSettings,
  clock: Clock,
  deadlines: Deadlines,
  authorities: readonly string[] | null = null,
): PrometheusServer {
  const base = new URL(settings.url.endsWith('/') ? settings.url : `${settings.url}/`);
  const postForm = createFormPoster(deadlines, authorities);
  const limited = createLimiter(atOnce);
  const flights = createSharedFlights<TimedAnswer>(() => fail('cancelled', `The question to ${base.host} was cancelled.`));

  async function send(path: string, form: Readonly<Record<string, string>>, signal: AbortSignal): Promise<TimedAnswer> {
    if (signal.aborted) return fail('cancelled', `The question to ${base.host} was cancelled.`);
    const headers = await requestHeaders(settings);
    if (!headers.ok) return headers;
    const askedAt = clock.now();
    const http = await postForm({ url: new URL(path, base), headers: headers.value, form }, signal);
    if (!http.ok) return http;
    const answer = readAnswer(http.value, base.host);
    return answer.ok ? { ok: true, value: { ...answer.value, askedAt } } : answer;
  }

  function ask(path: string, form: Readonly<Record<string, string>>, signal: AbortSignal): Promise<TimedAnswer> {
    return flights(JSON.stringify([path, form]), (shared) => limited(() => send(path, form, shared)), signal);
  }

  return {
    query: (query, signal) => ask('api/v1/query', { query }, signal),
    queryRange: (query, { start, end, step }, signal) =>
      ask('api/v1/query_range', { query, start: String(start), end: String(end), step: String(step) }, signal),
  };
}
