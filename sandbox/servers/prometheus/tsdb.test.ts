import { describe, expect, it } from 'vitest';
import { createRegistry } from '../../fleet/registry.ts';
import { createMatcher } from './promql/matchers.ts';
import { instantQuery } from './promql/query.ts';
import { createTsdb } from './tsdb.ts';

const family = { name: 'requests_total', type: 'counter', help: 'Requests.' } as const;
const named = [createMatcher('__name__', '=', 'requests_total')].filter((matcher) => matcher !== null);

function setUp(capacity: number) {
  const registry = createRegistry();
  const tsdb = createTsdb({ capacity });
  let at = 0;
  return {
    registry,
    tsdb,
    now: () => at,
    scrape(times = 1) {
      for (let time = 0; time < times; time += 1) tsdb.scrape((at += 5_000), registry);
    },
    value(query: string) {
      const outcome = instantQuery(tsdb, query, at);
      return outcome.ok && outcome.value.type === 'vector' ? outcome.value.samples.map(({ value }) => value) : outcome;
    },
  };
}

describe('the recorded past', () => {
  it('gives every sample back, in order, until there are more than it keeps', () => {
    const { registry, tsdb, scrape } = setUp(40);
    const series = registry.add(family, { pod: 'a' });
    for (let count = 1; count <= 100; count += 1) {
      series.value = count;
      scrape();
    }
    const [found] = tsdb.select(named, 0, Infinity);
    expect(Array.from(found?.values ?? [])).toEqual(Array.from({ length: 40 }, (_, index) => index + 61));
    expect(Array.from(found?.times ?? [])).toEqual(Array.from({ length: 40 }, (_, index) => (index + 61) * 5_000));
    expect(Array.from(tsdb.select(named, 400_000, 410_000)[0]?.values ?? [])).toEqual([80, 81, 82]);
  });

  it('starts a series where it began, in the middle of the others', () => {
    const { registry, tsdb, scrape } = setUp(100);
    registry.add(family, { pod: 'a' });
    scrape(50);
    registry.add(family, { pod: 'b' }).value = 7;
    scrape(3);
    const b = tsdb.select(named, 0, Infinity).find(({ labels }) => labels['pod'] === 'b');
    expect(Array.from(b?.times ?? [])).toEqual([255_000, 260_000, 265_000]);
    expect(Array.from(b?.values ?? [])).toEqual([7, 7, 7]);
  });

  it('no longer shows a series that has ended, but keeps it in ranges until it is too old', () => {
    const { registry, tsdb, scrape, value } = setUp(70);
    const series = registry.add(family, { pod: 'a' });
    series.value = 3;
    scrape(10);
    registry.remove('requests_total', series);
    scrape();
    expect(value('requests_total')).toEqual([]);
    expect(value('requests_total offset 10s')).toEqual([3]);
    expect(value('count_over_time(requests_total[1m])')).toEqual([10]);
    registry.add({ ...family, name: 'other_total' }, {});
    scrape(140);
    expect(tsdb.labelSets([]).map(({ __name__: name }) => name)).toEqual(['other_total']);
  });

  it('takes no sample twice for one instant', () => {
    const { registry, tsdb, scrape, now } = setUp(10);
    registry.add(family, {});
    scrape(2);
    tsdb.scrape(now(), registry);
    tsdb.scrape(now() - 1, registry);
    expect(tsdb.select(named, 0, Infinity)[0]?.times.length).toBe(2);
  });

  it('shows whole events in the buckets of a histogram', () => {
    const { registry, scrape, value } = setUp(10);
    const histogram = { name: 'seconds', type: 'histogram', help: 'Time.' } as const;
    registry.add(histogram, { le: '0.5' }, '_bucket').value = 2.7;
    registry.add(histogram, {}, '_sum').value = 1.25;
    scrape();
    expect(value('seconds_bucket')).toEqual([2]);
    expect(value('seconds_sum')).toEqual([1.25]);
  });
});
