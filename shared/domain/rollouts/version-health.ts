import { z } from 'zod';
import { metricsPeriodMs } from './figure.ts';
import type { NoRates } from './observed.ts';
import type { Workload } from './workload.ts';

const figure = z.number().nullable();
/** How one version answers, of one window. Null is unknown, never 0. Latencies in milliseconds, errors in percent of its requests. */
export const VersionFigures = z.object({ requestsPerSecond: figure, errorPercent: figure, p50Ms: figure, p95Ms: figure, p99Ms: figure });
export type VersionFigures = z.infer<typeof VersionFigures>;
export type FigureName = keyof VersionFigures;

export const noFigures: VersionFigures = { requestsPerSecond: null, errorPercent: null, p50Ms: null, p95Ms: null, p99Ms: null };

/** Both versions of a workload as its metric server sees them, from one answer. */
export const HealthView = z.object({
  /** What runs beside the version in spec.template; null where one version runs. */
  stable: VersionFigures.nullable(),
  /** The version in spec.template. */
  current: VersionFigures,
  /** When the metric server was asked, epoch ms; null: it has not answered, and `why` says so. */
  at: z.number().nullable(),
  source: z.string(),
  periodMs: z.number(),
  why: z.string(),
  /** The metric server's warnings, and what is not asked for. */
  notes: z.array(z.string()),
});
export type HealthView = z.infer<typeof HealthView>;

/** How each version came to answer as it does: figures at points evenly apart, by pod hash. A gap is a point of nulls. */
export const HealthHistory = z.object({
  /** Epoch ms of each point. */
  at: z.array(z.number()),
  byHash: z.record(z.string(), z.array(VersionFigures)),
  source: z.string(),
});
export type HealthHistory = z.infer<typeof HealthHistory>;

/** What the metrics port says of several versions. */
export interface ObservedHealth {
  readonly byHash: ReadonlyMap<string, VersionFigures>;
  readonly at: number;
  readonly source: string;
  /** Length of the window of rates, milliseconds; a minute where it is not said. */
  readonly windowMs?: number;
  readonly warnings: readonly string[];
}
export type HealthReading = ObservedHealth | NoRates | null;

/** What a page or a row shows. Null: no metric server is configured. */
export function healthOf(workload: Workload, reading: HealthReading): HealthView | null {
  if (reading === null) return null;
  const { currentHash, stableHash } = workload;
  const of = (hash: string) => ('byHash' in reading ? (reading.byHash.get(hash) ?? noFigures) : noFigures);
  const two = stableHash !== '' && stableHash !== currentHash;
  const both = { stable: two ? of(stableHash) : null, current: of(currentHash), periodMs: metricsPeriodMs };
  if ('why' in reading) return { ...both, at: null, source: reading.source ?? 'metrics', why: reading.why, notes: [] };
  return { ...both, at: reading.at, source: reading.source, why: '', notes: [...reading.warnings] };
}

/** Why a figure is unknown, in a few words; empty when it is known. */
export function whyUnknown(view: HealthView, figures: VersionFigures, name: FigureName): string {
  if (figures[name] !== null) return '';
  if (view.why !== '') return view.why;
  if (figures.requestsPerSecond === null) return 'no series';
  if (figures.requestsPerSecond === 0) return 'no requests';
  return name === 'errorPercent' ? 'no status codes' : 'no histogram';
}

export const figureNames = ['requestsPerSecond', 'errorPercent', 'p50Ms', 'p95Ms', 'p99Ms'] as const satisfies readonly FigureName[];
const units = { requestsPerSecond: '/s', errorPercent: '%', p50Ms: 'ms', p95Ms: 'ms', p99Ms: 'ms' } as const;

/** The figure without and with its unit: `80.0` and `/s`, `0.2` and `%`, `428` and `ms`. Unknown is `?`, never 0. */
export function figureParts(name: FigureName, value: number | null): { readonly value: string; readonly unit: string } {
  if (value === null) return { value: '?', unit: '' };
  const text = name === 'requestsPerSecond' || name === 'errorPercent' ? oneDecimal(value) : Math.round(value).toLocaleString('en-GB');
  return { value: text, unit: units[name] };
}

export function figureText(name: FigureName, value: number | null): string {
  const { value: text, unit } = figureParts(name, value);
  return unit === '/s' || unit === '%' ? `${text}${unit}` : `${text} ${unit}`.trimEnd();
}

/** A little is not nothing: what would round to 0.0 says `<0.1`. */
function oneDecimal(value: number): string {
  if (value > 0 && value < 0.05) return '<0.1';
  return value.toLocaleString('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}
