/** One workload of the shop, as a deploy would create it. */
export interface ShopRollout {
  readonly name: string;
  readonly replicas: number;
  /** Tags in the order they were released; the last is what rolls out. */
  readonly tags: readonly string[];
  /** Steps of the last release; an empty list rolls out at once. */
  readonly steps: readonly object[];
  readonly env?: (tag: string) => Readonly<Record<string, string>>;
}

export function templateOf({ name, env = () => ({}) }: ShopRollout, tag: string): object {
  const container = {
    name,
    image: `registry.example/shop/${name}:${tag}`,
    env: Object.entries(env(tag)).map(([key, value]) => ({ name: key, value })),
    resources: { requests: { cpu: '250m', memory: '256Mi' } },
    readinessProbe: { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 5 },
  };
  return { metadata: { labels: { app: name } }, spec: { containers: [container] } };
}

/** A canary behind a VirtualService, its first release. */
export function rolloutOf(shop: ShopRollout): object {
  const { name, replicas, tags } = shop;
  const canary = {
    canaryService: `${name}-canary`,
    stableService: `${name}-stable`,
    trafficRouting: { istio: { virtualService: { name } } },
    steps: [],
  };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name },
    spec: { replicas, selector: { matchLabels: { app: name } }, strategy: { canary }, template: templateOf(shop, tags[0] ?? '') },
  };
}

export function deploymentOf(shop: ShopRollout): object {
  const { name, replicas, tags } = shop;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: { replicas, selector: { matchLabels: { app: name } }, template: templateOf(shop, tags.at(-1) ?? '') },
  };
}

export function serviceOf(app: string, role: string): object {
  const spec = { selector: { app }, ports: [{ port: 80 }] };
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: `${app}-${role}` }, spec };
}

export function virtualServiceOf(name: string): object {
  const route = ['stable', 'canary'].map((role) => ({ destination: { host: `${name}-${role}` }, weight: role === 'stable' ? 100 : 0 }));
  return { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name }, spec: { hosts: [name], http: [{ route }] } };
}
