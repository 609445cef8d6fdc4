import { badTime, type BadParameter, gridOf, timeOf } from './parameters.ts';
import { formatValue } from './promql/format.ts';
import { instantQuery, type MatrixSeries, type Outcome, rangeQuery } from './promql/query.ts';
import { parseSelectorText } from './promql/selector-text.ts';
import type { Labels } from './promql/values.ts';
import type { Tsdb } from './tsdb.ts';

/** An answer of the HTTP API: its status and the JSON body. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: object;
}

/** `/api/v1/…` over recorded samples. `path` is what follows `/api/v1/`; null: there is no such endpoint. `now` in epoch ms. */
export function answerApi(tsdb: Tsdb, path: string, form: URLSearchParams, now: number): ApiAnswer | null {
  const value = /^label\/([^/]+)\/values$/.exec(path)?.[1];
  if (value !== undefined) return labelValues(tsdb, decoded(value), form);
  switch (path) {
    case 'query':
      return query(tsdb, form, now);
    case 'query_range':
      return queryRange(tsdb, form);
    case 'labels':
      return overSeries(tsdb, form, (sets) => [...new Set(sets.flatMap((labels) => Object.keys(labels)))].toSorted());
    case 'series':
      if (form.getAll('match[]').length === 0) return bad({ bad: 'no match[] parameter provided' });
      return overSeries(tsdb, form, (sets) => sets.map(sorted));
    case 'status/buildinfo':
      return success({ version: '2.42.0', revision: 'sandbox', branch: 'sandbox', buildUser: '', buildDate: '', goVersion: '' });
    default:
      return null;
  }
}

function query(tsdb: Tsdb, form: URLSearchParams, now: number): ApiAnswer {
  const asked = form.get('time');
  const at = asked === null || asked === '' ? now : timeOf(asked);
  if (at === null) return bad(badTime('time', asked ?? ''));
  const outcome = instantQuery(tsdb, form.get('query') ?? '', at);
  return answered(outcome, (value) => {
    if (value.type === 'matrix') return { resultType: 'matrix', result: value.series.map(matrixJson) };
    if (value.type === 'vector') {
      const result = value.samples.map((sample) => ({ metric: sorted(sample.labels), value: [at / 1_000, formatValue(sample.value)] }));
      return { resultType: 'vector', result };
    }
    return { resultType: value.type, result: [at / 1_000, value.type === 'scalar' ? formatValue(value.value) : value.value] };
  });
}

function queryRange(tsdb: Tsdb, form: URLSearchParams): ApiAnswer {
  const grid = gridOf(form);
  if ('bad' in grid) return bad(grid);
  return answered(rangeQuery(tsdb, form.get('query') ?? '', grid), (series) => ({ resultType: 'matrix', result: series.map(matrixJson) }));
}

function labelValues(tsdb: Tsdb, name: string, form: URLSearchParams): ApiAnswer {
  if (!/^[a-zA-Z_]\w*$/.test(name)) return bad({ bad: `invalid label name: ${JSON.stringify(name)}` });
  return overSeries(tsdb, form, (sets) => [...new Set(sets.flatMap((labels) => labels[name] ?? []))].toSorted());
}

/** Over the series of every `match[]` (of all, without one), each once. */
function overSeries(tsdb: Tsdb, form: URLSearchParams, read: (sets: readonly Labels[]) => unknown): ApiAnswer {
  const selectors = form.getAll('match[]');
  if (selectors.length === 0) return success(read(tsdb.labelSets([])));
  const found = new Set<Labels>();
  for (const text of selectors) {
    const matchers = parseSelectorText(text);
    if (!matchers.ok) return { status: 400, body: { status: 'error', errorType: 'bad_data', error: matchers.error } };
    for (const labels of tsdb.labelSets(matchers.value)) found.add(labels);
  }
  return success(read([...found]));
}

function answered<T>(outcome: Outcome<T>, json: (value: T) => unknown): ApiAnswer {
  if (outcome.ok) return success(json(outcome.value));
  const { errorType, error } = outcome;
  return { status: errorType === 'bad_data' ? 400 : 422, body: { status: 'error', errorType, error } };
}

function success(data: unknown): ApiAnswer {
  return { status: 200, body: { status: 'success', data } };
}

function bad({ bad: error }: BadParameter): ApiAnswer {
  return { status: 400, body: { status: 'error', errorType: 'bad_data', error } };
}

function matrixJson({ labels, points }: MatrixSeries): object {
  return { metric: sorted(labels), values: points.map(([at, value]) => [at / 1_000, formatValue(value)]) };
}

function sorted(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
