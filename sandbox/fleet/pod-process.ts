import type { LatencyShape } from './latency.ts';
import { bucketBounds } from './latency.ts';
import type { LiveSeries, Registry } from './registry.ts';
import type { ServiceSpec } from './service-spec.ts';

const requests = { name: 'http_requests_total', type: 'counter', help: 'Requests answered, by status code.' } as const;
const mesh = { name: 'istio_requests_total', type: 'counter', help: 'Requests as the mesh counts them, at their destination.' } as const;
const duration = { name: 'http_request_duration_seconds', type: 'histogram', help: 'Time to answer.' } as const;
const inUse = { name: 'db_pool_connections_in_use', type: 'gauge', help: 'Connections of the pool that are taken.' } as const;
const poolMax = { name: 'db_pool_connections_max', type: 'gauge', help: 'Connections the pool may hold.' } as const;
const restarts = { name: 'kube_pod_container_status_restarts_total', type: 'counter', help: 'Restarts of the container.' } as const;
const cpu = { name: 'container_cpu_usage_seconds_total', type: 'counter', help: 'CPU time used.' } as const;
const memory = { name: 'container_memory_working_set_bytes', type: 'gauge', help: 'Memory in use.' } as const;

/** The counters of one pod's process: they start at zero and do so again when it crashes. */
export interface PodProcess {
  answered(code: string, count: number): void;
  took(count: number, shape: LatencyShape): void;
  business(outcome: 'success' | 'failure', count: number): void;
  uses(gauges: { poolInUse: number | null; poolMax: number | null; cpuSeconds: number; memoryBytes: number }): void;
  crash(): void;
  /** The pod is gone, and its series with it. */
  end(): void;
}

export interface PodIdentity {
  readonly pod: string;
  readonly hashLabel: 'rollouts-pod-template-hash' | 'pod-template-hash';
  readonly hash: string;
}

export function createPodProcess(registry: Registry, spec: ServiceSpec, { pod, hashLabel, hash }: PodIdentity): PodProcess {
  const version = { [hashLabel.replaceAll('-', '_')]: hash };
  const labels = { namespace: spec.namespace, service: spec.name, pod, ...version };
  const container = { namespace: spec.namespace, pod, container: spec.name };
  const owned: { family: string; series: LiveSeries; resets: boolean }[] = [];
  const byCode = new Map<string, LiveSeries[]>();
  const outcomes = new Map<string, LiveSeries>();
  let histogram: { buckets: LiveSeries[]; sum: LiveSeries; count: LiveSeries } | null = null;
  let pool: { used: LiveSeries; max: LiveSeries } | null = null;

  function add(family: Parameters<Registry['add']>[0], own: Readonly<Record<string, string>>, suffix = '', resets = true): LiveSeries {
    const series = registry.add(family, own, suffix);
    owned.push({ family: family.name, series, resets });
    return series;
  }
  const [restarted, cpuUsed, memoryUsed] = [add(restarts, container, '', false), add(cpu, container), add(memory, container)];

  function ofCode(code: string): LiveSeries[] {
    const known = byCode.get(code);
    if (known) return known;
    const series = [add(requests, { ...labels, code })];
    if (spec.mesh) series.push(add(mesh, meshLabels(spec, pod, code, version)));
    byCode.set(code, series);
    return series;
  }

  function durations(): NonNullable<typeof histogram> {
    histogram ??= {
      buckets: bucketBounds.map((bound) => add(duration, { ...labels, le: bound === Infinity ? '+Inf' : String(bound) }, '_bucket')),
      sum: add(duration, labels, '_sum'),
      count: add(duration, labels, '_count'),
    };
    return histogram;
  }

  return {
    answered(code, count) {
      // The first answer of 200 shows even when it has not come yet: a rate needs a series to start from.
      if (count > 0 || code === '200') for (const series of ofCode(code)) series.value += count;
    },
    took(count, { cumulative, meanSeconds }) {
      const { buckets, sum, count: total } = durations();
      for (let at = 0; at < buckets.length; at += 1) {
        const bucket = buckets[at];
        if (bucket) bucket.value += count * (cumulative[at] ?? 1);
      }
      sum.value += count * meanSeconds;
      total.value += count;
    },
    business(outcome, count) {
      if (spec.business === undefined) return;
      const family = { name: spec.business, type: 'counter', help: 'Business outcomes.' } as const;
      const series = outcomes.get(outcome) ?? add(family, { ...labels, outcome });
      outcomes.set(outcome, series);
      series.value += count;
    },
    uses({ poolInUse, poolMax: max, cpuSeconds, memoryBytes }) {
      if (poolInUse !== null && max !== null) {
        pool ??= { used: add(inUse, labels), max: add(poolMax, labels) };
        pool.used.value = poolInUse;
        pool.max.value = max;
      }
      cpuUsed.value += cpuSeconds;
      memoryUsed.value = memoryBytes;
    },
    crash() {
      for (const { series, resets } of owned) if (resets) series.value = 0;
      restarted.value += 1;
    },
    end() {
      for (const { family, series } of owned) registry.remove(family, series);
    },
  };
}

function meshLabels(
  spec: ServiceSpec,
  pod: string,
  code: string,
  version: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return {
    reporter: 'destination',
    destination_workload_namespace: spec.namespace,
    destination_workload: spec.name,
    destination_service_name: spec.name,
    pod,
    response_code: code,
    ...version,
  };
}
