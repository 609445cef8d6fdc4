import { z } from 'zod';
import { timestamp } from '../../store/memory-store.ts';
import type { StoredObject } from '../../store/object-store.ts';
import { analysisruns } from '../../store/resources.ts';
import { jsonObject } from '../machinery/json-of.ts';
import { createWorkQueue } from '../machinery/work-queue.ts';
import type { ControllerOptions } from '../replicasets/replica-set-controller.ts';
import { pauseSeconds } from '../rollouts/rollout.ts';
import { assess, isOver, type Measured, MetricResult, worst } from './assess.ts';
import { Metric } from './metric.ts';

/** What a measurement finds. `run` is the AnalysisRun, `metric` its name there. */
export type Judge = (question: { readonly run: StoredObject; readonly metric: string; readonly now: number }) => Measured;

const Run = z.looseObject({
  spec: z.looseObject({ metrics: z.array(Metric).default([]), terminate: z.boolean().nullish() }).prefault({}),
  status: z
    .looseObject({ phase: z.string().default(''), startedAt: z.string().optional(), metricResults: z.array(MetricResult).default([]) })
    .prefault({}),
});

const successful: Judge = () => ({ phase: 'Successful', value: '[1]' });

/** Measures every AnalysisRun by its intervals until it is decided. */
export function startAnalysisController({
  store,
  clock,
  random,
  recorder: all,
  judge = successful,
  onError,
}: ControllerOptions & { readonly judge?: Judge | undefined }): { stop(): void } {
  const recorder = all.as('rollouts-controller');
  const queue = createWorkQueue({ clock, delay: () => 20 + random() * 60, run: reconcile, ...(onError ? { onError } : {}) });

  function reconcile(key: string): void {
    const [namespace = '', name = ''] = key.split('/');
    const object = store.get(analysisruns, namespace, name);
    if (object === undefined) return;
    const { spec, status } = Run.parse(object);
    if (isOver(status.phase)) return;
    const startedAt = status.startedAt ?? timestamp(clock.now());
    const due: number[] = [];
    const results = spec.metrics.map((metric) => {
      const result = status.metricResults.find((each) => each.name === metric.name) ?? MetricResult.parse({ name: metric.name });
      const at = dueAt(metric, result, Date.parse(startedAt));
      if (isOver(result.phase) || spec.terminate === true) return result;
      if (at > clock.now()) {
        due.push(at - clock.now());
        return result;
      }
      const next = assess(metric, result, judge({ run: object, metric: metric.name, now: clock.now() }), timestamp(clock.now()));
      if (!isOver(next.phase)) due.push(Math.max(1_000, dueAt(metric, next, Date.parse(startedAt)) - clock.now()));
      return next;
    });
    const phase = spec.terminate === true ? 'Successful' : worst(results.map((each) => each.phase));
    const bad = results.find((each) => each.phase === phase && phase !== 'Successful' && isOver(phase));
    const summary = Object.fromEntries(
      ['Successful', 'Failed', 'Inconclusive', 'Error'].flatMap((each) => {
        const count = results.filter((result) => result.phase === each).length;
        return count === 0 ? [] : [[each.toLowerCase(), count] as const];
      }),
    );
    const over = isOver(phase);
    const written = {
      phase,
      startedAt,
      ...(over ? { completedAt: timestamp(clock.now()) } : {}),
      ...(bad?.verdict === undefined ? {} : { message: bad.verdict }),
      dryRunSummary: {},
      runSummary: { count: results.length, ...summary },
      metricResults: results.map(({ verdict: _words, ...result }) => result),
    };
    store.update(analysisruns, { ...object, status: jsonObject(written) }, { both: true });
    if (over) {
      recorder.event(object, {
        type: phase === 'Successful' ? 'Normal' : 'Warning',
        reason: `AnalysisRun${phase}`,
        message: `Analysis Completed. Result: ${phase}`,
      });
    } else if (due.length > 0) queue.add(key, Math.min(...due));
  }

  const keyOf = (object: StoredObject) => `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
  for (const object of store.list(analysisruns, null)) queue.add(keyOf(object));
  const stop = store.onEvent(({ type, resource, object }) => {
    if (resource === analysisruns && type === 'ADDED') queue.add(keyOf(object));
    if (resource === analysisruns && type === 'MODIFIED' && object.spec?.['terminate'] === true) queue.add(keyOf(object));
  });
  return {
    stop() {
      stop();
      queue.stop();
    },
  };
}

/** When the next measurement is due, epoch milliseconds. */
function dueAt(metric: Metric, result: MetricResult, startedAt: number): number {
  const last = result.measurements.at(-1)?.finishedAt;
  if (last === undefined) return startedAt + (pauseSeconds(metric.initialDelay) ?? 0) * 1_000;
  return Date.parse(last) + (pauseSeconds(metric.interval) ?? 10) * 1_000;
}
