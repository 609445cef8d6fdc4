import { z } from 'zod';
import { Failure } from '../../contract/result.ts';

export const TestedFigure = z.enum(['request rate', 'errors', 'latency']);
export type TestedFigure = z.infer<typeof TestedFigure>;

/** The series behind one part of a query, with the places of workload and version left open. */
export const TestedSeries = z.object({
  figure: TestedFigure,
  /** What was asked for, as PromQL writes it: `http_requests_total{namespace="shop"}`. */
  selector: z.string(),
  /** null: it could not be asked, and `error` says why. */
  series: z.number().nullable(),
  /** Newest sample among them, epoch ms; null where there is none within the server's look-back. */
  newestAt: z.number().nullable(),
  /** Label names seen, sorted. */
  labels: z.array(z.string()),
  error: Failure.nullable(),
});
export type TestedSeries = z.infer<typeof TestedSeries>;

/** What a metric server has for a context's queries, asked just now. */
export const MetricsTest = z.object({
  url: z.string(),
  /** A built-in name, or `a query of your own`. */
  template: z.string(),
  window: z.string(),
  namespace: z.string().nullable(),
  /** When it was asked, epoch ms, and how long its answers took. */
  at: z.number(),
  tookMs: z.number(),
  series: z.array(TestedSeries),
  /** The server's own words, and what is not asked for because no query is set. */
  warnings: z.array(z.string()),
});
export type MetricsTest = z.infer<typeof MetricsTest>;

/** What a part of the test means for the desk, in words. */
export function verdictOf({ series, error, figure, selector }: TestedSeries): { state: 'healthy' | 'unknown' | 'degraded'; word: string } {
  if (error !== null || series === null) return { state: 'degraded', word: 'Not answered' };
  if (series > 0) return { state: 'healthy', word: 'Found' };
  // No series of failed requests is what a service without failures looks like.
  if (figure === 'errors' && /=~?\s*"5/.test(selector)) return { state: 'unknown', word: 'None now' };
  return { state: 'unknown', word: 'No series' };
}
