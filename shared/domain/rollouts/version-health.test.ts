import { describe, expect, it } from 'vitest';
import { exampleWorkload } from './testing/example-workload.ts';
import { figureText, healthOf, noFigures, type ObservedHealth, whyUnknown } from './version-health.ts';

const workload = exampleWorkload({ currentHash: 'new', stableHash: 'old' });
const figures = { requestsPerSecond: 4, errorPercent: 40, p50Ms: 431, p95Ms: 502, p99Ms: 506 };
const observed: ObservedHealth = { byHash: new Map([['new', figures]]), at: 1_000, source: 'prometheus, 1 m', warnings: ['cut short'] };

describe('how the versions of a workload answer', () => {
  it('is both versions, as of one answer, with what its source warned of', () => {
    expect(healthOf(workload, observed)).toEqual({
      stable: noFigures,
      current: figures,
      at: 1_000,
      source: 'prometheus, 1 m',
      periodMs: 15_000,
      why: '',
      notes: ['cut short'],
    });
  });

  it('is one version where one runs', () => {
    expect(healthOf({ ...workload, stableHash: 'new' }, observed)).toMatchObject({ stable: null, current: figures });
  });

  it('is nothing without a metric server, and unknown in its words when it does not answer', () => {
    expect(healthOf(workload, null)).toBeNull();
    expect(healthOf(workload, { why: 'connection refused', source: 'prometheus' })).toMatchObject({
      current: noFigures,
      at: null,
      why: 'connection refused',
    });
  });

  it.each([
    [figures, '', 'errorPercent'],
    [noFigures, 'no series', 'errorPercent'],
    [{ ...noFigures, requestsPerSecond: 0 }, 'no requests', 'p95Ms'],
    [{ ...noFigures, requestsPerSecond: 4 }, 'no status codes', 'errorPercent'],
    [{ ...noFigures, requestsPerSecond: 4 }, 'no histogram', 'p95Ms'],
  ] as const)('says why a figure is unknown: %j %s', (some, why, name) => {
    const view = healthOf(workload, observed);
    expect(view === null ? null : whyUnknown(view, some, name)).toBe(why);
  });
});

describe('a figure in words', () => {
  it.each([
    ['requestsPerSecond', 1234.56, '1,234.6/s'],
    ['errorPercent', 0, '0.0%'],
    ['errorPercent', 0.01, '<0.1%'],
    ['errorPercent', 40, '40.0%'],
    ['p99Ms', 505.6, '506 ms'],
    ['p99Ms', null, '?'],
    ['errorPercent', null, '?'],
  ] as const)('%s of %s is %s', (name, value, text) => {
    expect(figureText(name, value)).toBe(text);
  });
});
