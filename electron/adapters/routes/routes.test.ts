import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Backends } from '#shared/domain/rollouts/workload.ts';
import { Rollout } from '../argo-rollouts/rollout-schema.ts';
import { activeServiceShare } from './active-service.ts';
import { httpRouteShare } from './http-route.ts';
import { backendsOf, routeRefsOf } from './route-refs.ts';
import { virtualServiceShare } from './virtual-service.ts';

const backends: Backends = {
  canaryService: 'canary',
  stableService: 'stable',
  canarySubset: null,
  stableSubset: null,
  ruleNames: [],
  managedRules: [],
};
const to = (host: string, weight?: number, subset?: string) => ({ destination: { host, subset }, weight });
const vs = (...http: unknown[]) => ({ spec: { http } });
const http = (...rules: unknown[][]) => ({ spec: { rules: rules.map((backendRefs) => ({ backendRefs })) } });

describe('an Istio VirtualService', () => {
  it('gives the canary its weight of the sum; hosts may be qualified', () => {
    expect(virtualServiceShare(vs({ route: [to('stable.shop.svc.cluster.local', 95), to('canary.shop', 5)] }), backends)).toEqual({
      percent: 5,
      note: '',
    });
  });

  it('gives a lone destination everything', () => {
    expect(virtualServiceShare(vs({ route: [to('stable')] }), backends).percent).toBe(0);
    expect(virtualServiceShare(vs({ route: [to('canary')] }), backends).percent).toBe(100);
  });

  it('tells subsets apart where hosts are the same', () => {
    const subsets = { ...backends, canaryService: null, stableService: null, canarySubset: 'new', stableSubset: 'old' };
    expect(virtualServiceShare(vs({ route: [to('app', 70, 'old'), to('app', 30, 'new')] }), subsets).percent).toBe(30);
  });

  it('leaves out rules the controller does not weigh', () => {
    const rules = vs({ name: 'qa', route: [to('canary', 100)] }, { name: 'primary', route: [to('stable', 90), to('canary', 10)] });
    expect(virtualServiceShare(rules, { ...backends, ruleNames: ['primary'] }).percent).toBe(10);
    expect(virtualServiceShare(rules, { ...backends, managedRules: ['qa'] }).percent).toBe(10);
    expect(virtualServiceShare(rules, backends).percent).toBe(10);
  });

  it('shows the largest where rules differ, and says so', () => {
    const rules = vs({ route: [to('stable', 90), to('canary', 10)] }, { route: [to('stable', 60), to('canary', 40)] });
    expect(virtualServiceShare(rules, backends)).toEqual({ percent: 40, note: 'its rules differ, the largest is shown' });
  });

  it("says nothing about somebody else's route", () => {
    expect(virtualServiceShare(vs({ route: [to('other', 100)] }), backends)).toEqual({
      percent: null,
      note: 'names neither canary nor stable',
    });
    expect(virtualServiceShare({}, backends)).toEqual({ percent: null, note: 'cannot be read as a VirtualService' });
  });
});

describe('an HTTPRoute', () => {
  it('counts a backend without a weight as 1 and 0 as nothing', () => {
    expect(httpRouteShare(http([{ name: 'stable', weight: 3 }, { name: 'canary' }]), backends).percent).toBe(25);
    expect(
      httpRouteShare(
        http([
          { name: 'stable', weight: 1 },
          { name: 'canary', weight: 0 },
        ]),
        backends,
      ).percent,
    ).toBe(0);
    expect(
      httpRouteShare(
        http([
          { name: 'stable', weight: 0 },
          { name: 'canary', weight: 0 },
        ]),
        backends,
      ),
    ).toEqual({ percent: null, note: 'all its weights are 0' });
  });

  it('a share is a share: 0 to 100, and the two sides add up', () => {
    const weight = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(weight, weight, (stable, canary) => {
        fc.pre(stable + canary > 0);
        const route = http([
          { name: 'stable', weight: stable },
          { name: 'canary', weight: canary },
        ]);
        const swapped = { ...backends, canaryService: 'stable', stableService: 'canary' };
        const [one, other] = [httpRouteShare(route, backends).percent ?? -1, httpRouteShare(route, swapped).percent ?? -1];
        expect(one).toBeGreaterThanOrEqual(0);
        expect(one + other).toBeCloseTo(100, 9);
      }),
    );
  });
});

describe('the active Service of a blue-green', () => {
  it('is all or nothing', () => {
    const service = (hash?: string) => ({ spec: { selector: { app: 'a', ...(hash ? { 'rollouts-pod-template-hash': hash } : {}) } } });
    expect(activeServiceShare(service('new'), 'new').percent).toBe(100);
    expect(activeServiceShare(service('old'), 'new').percent).toBe(0);
    expect(activeServiceShare(service(), 'new')).toEqual({ percent: null, note: 'its selector names no version' });
  });
});

describe('which objects carry the traffic, by the spec', () => {
  function refs(trafficRouting: unknown, canary: Record<string, unknown> = {}, status: unknown = {}) {
    const rollout = Rollout.parse({
      metadata: { name: 'r', namespace: 'shop' },
      spec: { strategy: { canary: { ...canary, trafficRouting } } },
      status,
    });
    return {
      routes: routeRefsOf(rollout).map(({ kind, name, namespace }) => `${namespace}/${kind}/${name}`),
      backends: backendsOf(rollout),
    };
  }

  it.each([
    [{ istio: { virtualService: { name: 'a' } } }, ['shop/VirtualService/a']],
    [{ istio: { virtualServices: [{ name: 'a' }, { name: 'b.mesh' }] } }, ['shop/VirtualService/a', 'mesh/VirtualService/b']],
    [{ plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: 'a', namespace: 'edge' } } }, ['edge/HTTPRoute/a']],
    [{ plugins: { 'argoproj-labs/gatewayAPI': { httpRoutes: [{ name: 'a' }, { name: 'b' }] } } }, ['shop/HTTPRoute/a', 'shop/HTTPRoute/b']],
    [{ plugins: { 'acme/mesh': {} } }, ['shop/plugin/acme/mesh']],
    [{ nginx: { stableIngresses: ['a', 'b'] } }, ['shop/Ingress/a', 'shop/Ingress/b']],
    [{ alb: { ingress: 'a', servicePort: 80 } }, ['shop/ALB/a']],
    [undefined, []],
  ])('%j', (routing, expected) => expect(refs(routing).routes).toEqual(expected));

  it('follows the swap of ping and pong', () => {
    const canary = { pingPong: { pingService: 'ping', pongService: 'pong' } };
    expect(refs({}, canary, { canary: { stablePingPong: 'ping' } }).backends).toMatchObject({
      stableService: 'ping',
      canaryService: 'pong',
    });
    expect(refs({}, canary, { canary: { stablePingPong: 'pong' } }).backends).toMatchObject({
      stableService: 'pong',
      canaryService: 'ping',
    });
  });
});
