/** One time series that is alive. `labels` holds `__name__`. */
export interface LiveSeries {
  readonly labels: Readonly<Record<string, string>>;
  value: number;
}

export type FamilyType = 'counter' | 'gauge' | 'histogram';

/** What stands behind one `# TYPE` line: series of one name, or a histogram's buckets, sums and counts. */
export interface Family {
  readonly name: string;
  readonly type: FamilyType;
  readonly help: string;
  readonly series: ReadonlySet<LiveSeries>;
}

/** Every series the fleet shows at this moment. A series that is removed never comes back. */
export interface Registry {
  families(): readonly Family[];
  add(family: { name: string; type: FamilyType; help: string }, labels: Readonly<Record<string, string>>, suffix?: string): LiveSeries;
  remove(family: string, series: LiveSeries): void;
}

export function createRegistry(): Registry {
  const families = new Map<string, Family & { readonly series: Set<LiveSeries> }>();
  return {
    families: () => [...families.values()],
    add({ name, type, help }, labels, suffix = '') {
      const family = families.get(name) ?? { name, type, help, series: new Set<LiveSeries>() };
      families.set(name, family);
      const series = { labels: { __name__: `${name}${suffix}`, ...labels }, value: 0 };
      family.series.add(series);
      return series;
    },
    remove: (family, series) => families.get(family)?.series.delete(series),
  };
}
