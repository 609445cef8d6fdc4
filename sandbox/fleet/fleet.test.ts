import { describe, expect, it } from 'vitest';
import { oneService, version } from './testing/one-service.ts';

const profile = { latencyMs: 50, errorRate: 0.01, capacityRps: 100 };
const web = { peakRps: 100, noise: 0, profile };

describe('the fleet', () => {
  it('shares the traffic as the world says and counts it by pod, version and code', () => {
    const shop = oneService(web);
    shop.run(600, version('aaa', 0.75, 3), version('bbb', 0.25, 1));
    const of = (hash: string) => shop.sum('http_requests_total', { rollouts_pod_template_hash: hash });
    expect(of('aaa') / 600).toBeCloseTo(75, -1);
    expect(of('bbb') / 600).toBeCloseTo(25, -1);
    expect(shop.sum('http_requests_total', { code: '500' }) / (of('aaa') + of('bbb'))).toBeCloseTo(0.01, 2);
    expect(shop.sum('http_request_duration_seconds_count')).toBe(of('aaa') + of('bbb'));
    expect(shop.sum('http_request_duration_seconds_bucket', { le: '+Inf' })).toBe(of('aaa') + of('bbb'));
  });

  it('answers nothing while no pod is ready', () => {
    const shop = oneService(web);
    shop.run(10, version('aaa', 1, 1, { pods: [{ name: 'web-aaa-0', ready: false }] }));
    expect(shop.sum('http_requests_total')).toBe(0);
  });

  it('refuses with 503 what is above its pods’ capacity, and is slower', () => {
    const [fine, full] = [oneService(web), oneService(web)];
    fine.run(300, version('aaa', 1, 2));
    full.run(300, version('aaa', 1, 1, { tag: '1.0.0' }));
    full.steering.setLoad('web', 2);
    full.run(300, version('aaa', 1, 1));
    const mean = (shop: typeof fine) => shop.sum('http_request_duration_seconds_sum') / shop.sum('http_request_duration_seconds_count');
    expect(fine.sum('http_requests_total', { code: '503' })).toBe(0);
    expect(full.sum('http_requests_total', { code: '503' }) / 300).toBeCloseTo(100, -1);
    expect(mean(full)).toBeGreaterThan(mean(fine) * 2);
  });

  it('behaves by image and environment: the time-out decides which calls fail', () => {
    const call = { to: 'psp', ms: 600, spread: 0.05, timeoutMs: 1_000, timeoutEnv: 'TIMEOUT' };
    const shop = oneService({
      ...web,
      behaviours: [{ when: { image: '>=2.0.0' }, then: { errorRate: 0 }, because: 'x' }],
      profile: { ...profile, call },
    });
    const failed = (hash: string) =>
      shop.sum('http_requests_total', { rollouts_pod_template_hash: hash, code: '500' }) /
      shop.sum('http_requests_total', { rollouts_pod_template_hash: hash });
    shop.run(
      300,
      version('aaa', 0.5, 1, { tag: '2.0.0', env: { TIMEOUT: '500' } }),
      version('bbb', 0.5, 1, { tag: '2.0.0', env: { TIMEOUT: '1000' } }),
    );
    expect(failed('aaa')).toBeGreaterThan(0.99);
    expect(failed('bbb')).toBe(0);
  });

  it('takes the series of a pod away with the pod', () => {
    const shop = oneService(web);
    shop.run(10, version('aaa', 1, 2));
    expect(shop.sum('http_requests_total', { pod: 'web-aaa-1' })).toBeGreaterThan(0);
    shop.run(10, version('aaa', 1, 1));
    expect(shop.sum('http_requests_total', { pod: 'web-aaa-1' })).toBe(0);
    expect(
      shop.fleet.metrics
        .families()
        .flatMap(({ series }) => [...series])
        .some(({ labels }) => labels['pod'] === 'web-aaa-1'),
    ).toBe(false);
  });

  it('crashes now and then where it is said so: counters from zero, restarts counted, the cluster told', () => {
    const shop = oneService({ ...web, profile: { ...profile, crashEverySeconds: 60 } });
    shop.run(600, version('aaa', 1, 1));
    expect(shop.crashes.length).toBeGreaterThan(3);
    expect(shop.sum('kube_pod_container_status_restarts_total')).toBe(shop.crashes.length);
    expect(shop.sum('http_requests_total')).toBeLessThan(600 * 100 * 0.9);
  });

  it('is the same for the same seed, and another for another', () => {
    const figures = (seed: number) => {
      const shop = oneService({ ...web, noise: 0.2 }, seed);
      shop.run(60, version('aaa', 1, 2));
      return shop.fleet.metrics.families().flatMap(({ series }) => [...series].map(({ value }) => value));
    };
    expect(figures(3)).toEqual(figures(3));
    expect(figures(4)).not.toEqual(figures(3));
  });
});
