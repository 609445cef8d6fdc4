import { describe, expect, test } from 'vitest';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { clusterPeriodMs, metricsPeriodMs } from '#shared/domain/rollouts/figure.ts';
import type { Badge } from '#shared/domain/rollouts/views.ts';
import { samplePage, sampleRow } from '../../testing/samples.ts';
import { noFilter } from './list-filter.ts';
import { type Group, isStillRead, type ListRow, listRows, matches, releaseOf, twoLines, vouchedAt } from './list-rows.ts';

const sampleConnection = {
  server: 'https://prod.example:6443',
  user: 'oidc',
  namespace: 'shop',
  aliveAt: 0,
  periodMs: clusterPeriodMs,
  error: null,
  identity: null,
  metrics: null,
};
const base = sampleRow(samplePage(), 0);
function row(name: string, group: Group, state: Badge, since: number | null = null): RolloutRow {
  return {
    ...base,
    workload: { ...base.workload, target: { ...base.workload.target, name } },
    attention: { group, state, sentence: '', since },
  };
}
const all = noFilter;
const open = new Set<Group>();
const said = (rows: ListRow[]) =>
  rows.map((one) =>
    one.kind === 'heading' ? `# ${one.group} ${one.count}` : 'row' in one ? one.row.workload.target.name : one.cluster.context,
  );

describe('the list', () => {
  const rows = [
    row('well-b', 'well', 'healthy'),
    row('moves', 'moving', 'progressing'),
    row('paused-late', 'needs-a-human', 'paused', 300),
    row('well-a', 'well', 'healthy'),
    row('paused-early', 'needs-a-human', 'paused', 100),
    row('hurts', 'needs-a-human', 'degraded', 900),
    row('aborted', 'needs-a-human', 'aborted'),
  ];

  test('groups by attention, never by name first; within need, the worst and then the longest wait', () => {
    expect(said(listRows(rows, [], all, open))).toEqual([
      '# needs-a-human 4',
      'hurts',
      'aborted',
      'paused-early',
      'paused-late',
      '# moving 1',
      'moves',
      '# well 2',
      'well-a',
      'well-b',
    ]);
  });

  test('row height is importance', () => {
    const heights = new Map(listRows(rows, [], all, open).map((one) => [one.kind, one.height]));
    expect([...heights]).toEqual([
      ['heading', 29],
      ['attention', 46],
      ['moving', 25],
      ['compact', 22],
    ]);
  });

  test('a closed group keeps its heading and its count', () => {
    expect(said(listRows(rows, [], all, new Set<Group>(['needs-a-human', 'moving'])))).toEqual([
      '# needs-a-human 4',
      '# moving 1',
      '# well 2',
      'well-a',
      'well-b',
    ]);
  });

  test('chips and words filter together; a group left empty is gone', () => {
    expect(said(listRows(rows, [], { ...noFilter, text: 'early', states: ['waits', 'healthy'] }, open))).toEqual([
      '# needs-a-human 1',
      'paused-early',
    ]);
  });

  test('the heading knows the oldest wait', () => {
    expect(listRows(rows, [], all, open)[0]).toMatchObject({ oldest: 100 });
  });
});

describe('how fresh a quiet row is', () => {
  test("its cluster's last sign of life covers what the cluster says, and nothing of another source", () => {
    expect(vouchedAt('well', 9_000, 1_000, clusterPeriodMs)).toBe(9_000);
    expect(vouchedAt('well', 9_000, 1_000, metricsPeriodMs)).toBe(1_000);
  });
  test('a row that was sent since is as fresh as it was sent; what was never seen stays so', () => {
    expect(vouchedAt('moving', 9_000, 9_500, clusterPeriodMs)).toBe(9_500);
    expect(vouchedAt('well', null, 1_000, clusterPeriodMs)).toBe(1_000);
    expect(vouchedAt('well', 9_000, null, clusterPeriodMs)).toBeNull();
  });
  test('a silent row keeps its own last moment', () => {
    expect(vouchedAt('silent', 9_000, 1_000, clusterPeriodMs)).toBe(1_000);
  });
});

test('every word has to be somewhere: service, cluster, namespace, state, version', () => {
  const one = row('payments', 'needs-a-human', 'degraded');
  expect(matches(one, 'PROD-eu degraded 2.14')).toBe(true);
  expect(matches(one, 'payments staging')).toBe(false);
});

test('a release is two versions only where two are in play', () => {
  expect(releaseOf(base)).toEqual({ from: '2.13.4', to: '2.14.0' });
  const settled = { ...base, workload: { ...base.workload, stableHash: base.workload.currentHash } };
  expect(releaseOf(settled)).toEqual({ from: null, to: '2.14.0' });
});

test.each([
  ['Asked for 25%. The route still gives 5%. Roll back', 'Asked for 25%. The route still gives 5%.', 'Roll back'],
  ['Waits for a person since 11:06. Promote or roll back', 'Waits for a person since 11:06.', 'Promote or roll back'],
  ['Next step in 6 m 40 s', 'Next step in 6 m 40 s', ''],
])('%s', (sentence, what, next) => {
  expect(twoLines(sentence)).toEqual([what, next]);
});

test('knows whether only the first rollouts of a cluster on the desk are known', () => {
  const one = (context: string, current: boolean, status: 'live' | 'reading') => ({ ...sampleConnection, context, current, status });
  const known = [one('prod', true, 'reading'), one('staging', false, 'reading'), one('dev', false, 'live')];
  expect(isStillRead(known, null)).toBe(true);
  expect(isStillRead(known, ['staging', 'dev'])).toBe(true);
  expect(isStillRead(known, ['dev'])).toBe(false);
});
