import { describe, expect, test } from 'vitest';
import { healthTemplates } from '#shared/domain/rollouts/health-queries.ts';
import { parseQueryTemplate } from '#shared/domain/rollouts/request-rate.ts';
import { selectorsOf } from './selectors.ts';

function selectors(query: string, namespace: string | null = null): readonly string[] {
  const parsed = parseQueryTemplate(query);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return selectorsOf(parsed.template, namespace);
}

describe('the series behind a query', () => {
  test('are those of any workload and version', () => {
    expect(selectors('http_requests_total by pod')).toEqual(['http_requests_total']);
    expect(selectors('istio_requests_total')).toEqual(['istio_requests_total{reporter="destination"}']);
    expect(selectors('rollouts-pod-template-hash label')).toEqual(['http_requests_total']);
  });

  test('of one namespace where one is named', () => {
    expect(selectors('http_requests_total by pod', 'shop')).toEqual(['http_requests_total{namespace="shop"}']);
  });

  test('each part of a query is one, and none is said twice', () => {
    const found = healthTemplates({ template: 'http_requests_total by pod' });
    if ('problem' in found || found.templates.errors === null || found.templates.latency === null) throw new Error('no templates');
    expect(selectorsOf(found.templates.errors, 'shop')).toEqual([
      'http_requests_total{namespace="shop",code=~"5.."}',
      'http_requests_total{namespace="shop",code!=""}',
    ]);
    expect(selectorsOf(found.templates.latency, null)).toEqual(['http_request_duration_seconds_bucket']);
    expect(selectors('sum(rate(a{v="{{hash}}"}[{{window}}])) / sum(rate(a{v="{{hash}}"}[{{window}}]))')).toEqual(['a']);
  });

  test('a selector of labels alone stays one that Prometheus takes', () => {
    expect(selectors('sum({__name__=~"req.*",version="{{hash}}"})')).toEqual(['{__name__=~"req.*"}']);
    expect(selectors('sum({version="{{hash}}"})')).toEqual(['{__name__!=""}']);
  });
});
