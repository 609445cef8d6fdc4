import { describe, expect, test } from 'vitest';
import { type TestedSeries, verdictOf } from './metrics-test.ts';
import { changeTarget, recordedChange, SettingsChange } from './settings.ts';

const server = {
  url: 'http://prom',
  auth: { type: 'none' as const },
  headers: [{ name: 'X-Key', value: 'hush-hush' }],
  template: 'http_requests_total by pod',
  errorTemplate: null,
  latencyTemplate: null,
  window: '1m',
};

describe('a change of settings', () => {
  test('is kept in the log without the values of headers', () => {
    const change: SettingsChange = { set: 'metric-server', context: 'prod', server };
    expect(JSON.stringify(recordedChange(change))).not.toContain('hush-hush');
    expect(recordedChange(change)).toMatchObject({ context: 'prod', server: { headers: [{ name: 'X-Key', value: null }] } });
    const other: SettingsChange = { set: 'certificates', file: '/ca.pem' };
    expect(recordedChange(other)).toEqual(other);
  });

  test('is named by what it is about', () => {
    expect(changeTarget({ set: 'metric-server', context: null, server: null })).toBe('settings/metrics/default');
    expect(changeTarget({ set: 'metric-server', context: 'prod', server: null })).toBe('settings/metrics/prod');
    expect(changeTarget({ set: 'certificates', file: null })).toBe('settings/certificates');
    expect(changeTarget({ set: 'kubeconfig-file', path: '/a', present: true })).toBe('settings/kubeconfig');
  });

  test('a field that is missing is named', () => {
    const parsed = SettingsChange.safeParse({ set: 'kubeconfig-file', path: ' ', present: true });
    expect(parsed.error?.issues[0]).toMatchObject({ path: ['path'], message: 'the path of a kubeconfig file' });
  });
});

describe('what a tested query means', () => {
  const tested: TestedSeries = { figure: 'request rate', selector: 'a', series: 3, newestAt: 1, labels: [], error: null };
  test.each<[Partial<TestedSeries>, string]>([
    [{}, 'Found'],
    [{ series: 0 }, 'No series'],
    [{ series: 0, figure: 'errors', selector: 'a{code=~"5.."}' }, 'None now'],
    [{ series: 0, figure: 'errors', selector: 'a{code!=""}' }, 'No series'],
    [{ series: null, error: { kind: 'invalid', message: 'no' } }, 'Not answered'],
  ])('%j: %s', (over, word) => {
    expect(verdictOf({ ...tested, ...over }).word).toBe(word);
  });
});
