import { describe, expect, it } from 'vitest';
import { errorQueries, figuresOf, healthQueries, healthTemplates, latencyQueries } from './health-queries.ts';
import { builtInQueries, parseQueryTemplate, type VersionOf } from './request-rate.ts';

const version: VersionOf = { namespace: 'shop', name: 'payments', kind: 'Rollout', hash: '6d4cf56db6', window: '1m' };

function queriesOf(settings: Parameters<typeof healthTemplates>[0]) {
  const made = healthTemplates(settings);
  if ('problem' in made) throw new Error(made.problem);
  return new Map(healthQueries(made.templates, version));
}

describe('the queries of a version', () => {
  it.each(Object.keys(builtInQueries))('ask for requests, errors and three latencies of the same pods: %s', (template) => {
    const queries = queriesOf({ template });
    expect([...queries.keys()]).toEqual(['requestsPerSecond', 'errorsPerSecond', 'p50Ms', 'p95Ms', 'p99Ms']);
    for (const query of queries.values()) expect(query).toContain('6d4cf56db6');
    expect(queries.get('p95Ms')).toContain('histogram_quantile(0.95, sum by (le)');
  });

  it('count 5xx, and call it none only where the counter tells codes apart', () => {
    expect(queriesOf({ template: 'http_requests_total by pod' }).get('errorsPerSecond')).toBe(
      'sum(rate(http_requests_total{namespace="shop",pod=~"payments-6d4cf56db6-.*",code=~"5.."}[1m]))' +
        ' or 0 * sum(rate(http_requests_total{namespace="shop",pod=~"payments-6d4cf56db6-.*",code!=""}[1m]))',
    );
  });

  it("ask no errors and no latencies beside a request rate of one's own, unless told how", () => {
    const template = 'sum(rate(hits{hash="{{hash}}"}[{{window}}]))';
    expect([...queriesOf({ template }).keys()]).toEqual(['requestsPerSecond']);
    const errorTemplate = 'sum(rate(misses{hash="{{hash}}"}[{{window}}]))';
    const latencyTemplate = 'max(latency{hash="{{hash}}",q="x"}) + {{quantile}}';
    const told = queriesOf({ template, errorTemplate, latencyTemplate });
    expect(told.get('errorsPerSecond')).toBe('sum(rate(misses{hash="6d4cf56db6"}[1m]))');
    expect(told.get('p99Ms')).toBe('max(latency{hash="6d4cf56db6",q="x"}) + 0.99');
  });

  it('are refused where every version, or every quantile, would show the same', () => {
    expect(parseQueryTemplate('sum(errors)', errorQueries)).toMatchObject({ problem: expect.stringContaining('{{hash}}') });
    expect(parseQueryTemplate('x{h="{{hash}}"}', latencyQueries)).toMatchObject({ problem: expect.stringContaining('{{quantile}}') });
  });

  it('know {{quantile}} only where a latency is meant', () => {
    expect(parseQueryTemplate('x{h="{{hash}}"} + {{quantile}}')).toMatchObject({ problem: expect.stringContaining('is no placeholder') });
  });
});

describe('the figures of a version', () => {
  it('are errors in percent of its own requests, and milliseconds', () => {
    const figures = figuresOf(
      new Map([
        ['requestsPerSecond', 4],
        ['errorsPerSecond', 1.6],
        ['p50Ms', 0.431],
      ]),
    );
    expect(figures).toEqual({ requestsPerSecond: 4, errorPercent: 40, p50Ms: 431, p95Ms: null, p99Ms: null });
  });

  it('are unknown, never 0, where nothing was asked of it or nothing is said', () => {
    const idle = figuresOf(
      new Map([
        ['requestsPerSecond', 0],
        ['errorsPerSecond', 0],
      ]),
    );
    expect(idle).toMatchObject({ requestsPerSecond: 0, errorPercent: null });
    expect(figuresOf(new Map([['requestsPerSecond', 4]])).errorPercent).toBeNull();
    expect(figuresOf(new Map([['errorsPerSecond', 4]])).errorPercent).toBeNull();
  });
});
