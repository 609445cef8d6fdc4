import { currentLabel, type Share } from './requested.ts';
import type { Workload } from './workload.ts';

/** Requests a second by pod hash, as the metrics port reports them. A version without series is null. */
export interface ObservedRates {
  readonly byHash: ReadonlyMap<string, number | null>;
  /** When the metric server evaluated the query, epoch ms. */
  readonly at: number;
  /** Length of the window the rates are of, milliseconds. */
  readonly windowMs: number;
  readonly source: string;
}

/** Why there are no rates, in words with the upstream's text. */
export interface NoRates {
  readonly why: string;
  readonly source?: string;
}

export type RatesReading = ObservedRates | NoRates | null;

/** A version nobody runs cannot have series: its silence is no gap. */
function runs(workload: Workload, hash: string): boolean {
  const version = workload.versions.find((each) => each.hash === hash);
  return version === undefined || version.desired > 0 || version.available > 0;
}

/** The share of requests the version in spec.template answered, from metrics. Null says why. */
export function observedShare(workload: Workload, rates: RatesReading): Share & { readonly at: number | null } {
  if (rates === null) return { percent: null, source: 'metrics', note: 'no metrics configured', at: null };
  if ('why' in rates) return { percent: null, source: rates.source ?? 'metrics', note: rates.why, at: null };
  const said = (percent: number | null, note: string) => ({ percent, source: rates.source, note, at: rates.at });
  const mine = rates.byHash.get(workload.currentHash) ?? null;
  if (mine === null) {
    const label = currentLabel(workload);
    return said(null, runs(workload, workload.currentHash) ? `no series for ${label}` : `no pod of ${label} is left, its series ended`);
  }
  let total = mine;
  for (const [hash, rate] of rates.byHash) {
    if (hash === workload.currentHash) continue;
    if (rate === null && runs(workload, hash)) {
      const label = workload.versions.find((version) => version.hash === hash)?.label ?? hash;
      return said(null, `no series for ${label}`);
    }
    total += rate ?? 0;
  }
  return total > 0 ? said((mine / total) * 100, '') : said(null, 'no requests');
}
