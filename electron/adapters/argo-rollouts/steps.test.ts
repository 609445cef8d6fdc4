import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pauseSeconds, toStep } from './steps.ts';

describe('canary steps as a person reads them', () => {
  it.each([
    [{ setWeight: 25 }, 'setWeight', 'Set 25%'],
    [{ pause: {} }, 'pause', 'Pause until promoted'],
    [{ pause: { duration: 600 } }, 'pause', 'Pause 10 m'],
    [{ pause: { duration: '1h30m' } }, 'pause', 'Pause 1 h 30 m'],
    [{ analysis: { templates: [{ templateName: 'errors' }, { templateName: 'latency' }] } }, 'analysis', 'Analysis errors and latency'],
    [{ experiment: { templates: [] } }, 'experiment', 'Experiment'],
    [{ setCanaryScale: { replicas: 1 } }, 'setCanaryScale', 'Scale canary to 1 pod'],
    [{ setCanaryScale: { weight: 20 } }, 'setCanaryScale', 'Scale canary to 20%'],
    [{ setCanaryScale: { matchTrafficWeight: true } }, 'setCanaryScale', 'Scale canary with its weight'],
    [{ setHeaderRoute: { name: 'qa', match: [] } }, 'setHeaderRoute', 'Header route qa'],
    [{ setMirrorRoute: { name: 'dark', percentage: 10 } }, 'setMirrorRoute', 'Mirror 10% by dark'],
    [{ plugin: { name: 'acme/gate' } }, 'plugin', 'Plugin acme/gate'],
    [{ teleport: { to: 'mars' } }, 'unknown', 'Unknown step teleport'],
    ['nonsense', 'unknown', 'Unknown step'],
  ])('%j is %s: %s', (raw, kind, text) => {
    expect(toStep(raw, 100)).toMatchObject({ kind, text });
  });

  it('counts a weight as percent of maxTrafficWeight', () => {
    expect(toStep({ setWeight: 5 }, 1_000)).toMatchObject({ weight: 0.5, text: 'Set 0.5%' });
  });

  it('reads a pause as Argo does: a bare number is seconds, also as text; nonsense is unknown', () => {
    expect([30, '30', '30s', '5m', '1.5h', '100ms', 'soon', '5 m'].map(pauseSeconds)).toEqual([30, 30, 30, 300, 5_400, 0.1, null, null]);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (raw) => typeof toStep(raw, 100).text === 'string'));
  });
});
