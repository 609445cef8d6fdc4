import { z } from 'zod';
import type { Metric } from './metric.ts';

/** One measurement as whoever looked reports it. */
export interface Measured {
  readonly phase: 'Successful' | 'Failed' | 'Inconclusive' | 'Error';
  readonly value?: string;
  readonly message?: string;
}

const count = z.number().optional();
export const MetricResult = z.looseObject({
  name: z.string(),
  phase: z.string().default('Running'),
  count,
  successful: count,
  failed: count,
  inconclusive: count,
  error: count,
  consecutiveError: count,
  consecutiveSuccess: count,
  verdict: z.string().optional(),
  measurements: z.array(z.looseObject({ finishedAt: z.string().optional() })).default([]),
});
export type MetricResult = z.infer<typeof MetricResult>;

const order = ['Successful', 'Running', 'Pending', 'Inconclusive', 'Error', 'Failed'];
const kept = 10;

export function isOver(phase: string): boolean {
  return phase === 'Successful' || phase === 'Inconclusive' || phase === 'Error' || phase === 'Failed';
}

/** The phase of a run of metrics: one that failed decides at once, otherwise all must be over. */
export function worst(phases: readonly string[]): string {
  return phases.reduce((bad, each) => (order.indexOf(each) > order.indexOf(bad) ? each : bad), 'Successful');
}

/** A metric's result after one more measurement, by the limits it sets. */
export function assess(metric: Metric, before: MetricResult, measured: Measured, now: string): MetricResult {
  const { phase } = measured;
  const plus = (value: number | undefined, one: boolean) => (value ?? 0) + (one ? 1 : 0);
  const result = {
    ...before,
    count: plus(before.count, phase !== 'Error'),
    successful: plus(before.successful, phase === 'Successful'),
    failed: plus(before.failed, phase === 'Failed'),
    inconclusive: plus(before.inconclusive, phase === 'Inconclusive'),
    error: plus(before.error, phase === 'Error'),
    consecutiveError: phase === 'Error' ? plus(before.consecutiveError, true) : 0,
    consecutiveSuccess: phase === 'Successful' ? plus(before.consecutiveSuccess, true) : 0,
    measurements: [...before.measurements, { ...measured, startedAt: now, finishedAt: now }].slice(-kept),
  };
  const beyond = (name: string, value: number, limitName: string, limit: number) =>
    value > limit && limit >= 0 ? `due to ${name} (${value}) > ${limitName} (${limit})` : null;
  const failed = beyond('failed', result.failed, 'failureLimit', metric.failureLimit ?? 0);
  const inconclusive = beyond('inconclusive', result.inconclusive, 'inconclusiveLimit', metric.inconclusiveLimit ?? 0);
  const error = beyond('consecutiveErrors', result.consecutiveError, 'consecutiveErrorLimit', metric.consecutiveErrorLimit ?? 4);
  const decided = (verdict: string, why: string): MetricResult => {
    const words = measured.message === undefined ? '' : `: "Error Message: ${measured.message}"`;
    return { ...result, phase: verdict, verdict: `Metric "${metric.name}" assessed ${verdict} ${why}${words}` };
  };
  if (error !== null) return decided('Error', error);
  if (inconclusive !== null) return decided('Inconclusive', inconclusive);
  if (failed !== null) return decided('Failed', failed);
  const wanted = metric.count ?? (metric.interval === undefined ? 1 : null);
  return { ...result, phase: wanted !== null && result.count >= wanted ? 'Successful' : 'Running' };
}
