import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { standstill, touched } from '#shared/domain/rollouts/testing/standstill.ts';
import { type AdminApi, adminApi, until } from './admin-api.ts';
import type { Rcc } from './rcc.ts';
import { deploymentOf, rolloutOf, serviceOf, type ShopRollout, templateOf, virtualServiceOf } from './shop-manifests.ts';

const minutes = (duration: number) => ({ pause: { duration: `${duration}m` } });
const wait = { pause: {} };
const set = (setWeight: number) => ({ setWeight });

const rollouts: readonly ShopRollout[] = [
  {
    name: 'payments',
    replicas: 12,
    tags: ['2.13.2', '2.13.3', '2.13.4', '2.14.0'],
    steps: [set(5), { pause: { duration: '1s' } }, set(25), wait, set(50), minutes(60), set(75), minutes(10)],
    env: (tag) => ({ PSP_URL: 'https://psp.example', PSP_TIMEOUT_MS: tag === '2.14.0' ? '500' : '1000', RETRIES: '2' }),
  },
  { name: 'catalog', replicas: 6, tags: ['3.8.1', '3.8.2'], steps: [set(25), minutes(30), set(50), minutes(30)] },
  { name: 'cart', replicas: 4, tags: ['4.2.6', '4.2.7'], steps: [set(50), minutes(7)] },
  { name: 'gateway', replicas: 6, tags: ['3.3.0', '3.4.0'], steps: [set(10), wait, set(50), minutes(10)] },
  { name: 'pricing', replicas: 3, tags: ['1.17.2', '1.17.3'], steps: [set(5), minutes(15), set(25), minutes(15)] },
  { name: 'accounts', replicas: 3, tags: ['2.9.0'], steps: [] },
  { name: 'checkout', replicas: 4, tags: ['5.30.2'], steps: [] },
  { name: 'inventory', replicas: 3, tags: ['0.28.1'], steps: [] },
  { name: 'recommendations', replicas: 3, tags: ['6.1.0'], steps: [] },
  { name: 'shipping', replicas: 3, tags: ['2.2.4'], steps: [] },
  { name: 'storefront', replicas: 5, tags: ['9.14.2'], steps: [] },
];
const search: ShopRollout = { name: 'search', replicas: 3, tags: ['1.43.0'], steps: [] };

const Seen = z.object({
  metadata: z.object({ generation: z.number(), resourceVersion: z.string() }),
  status: z
    .object({
      phase: z.string().default(''),
      observedGeneration: z.string().default(''),
      stableRS: z.string().default(''),
      currentPodHash: z.string().default(''),
      pauseConditions: z.array(z.object({ reason: z.string() })).default([]),
      currentStepIndex: z.number().default(0),
    })
    .optional(),
});
type Seen = z.infer<typeof Seen>;

export interface ShopVersion {
  readonly stable: string;
  readonly canary: string;
}

export interface Shop {
  /** Pod hashes, for the traffic of both versions. */
  versions(name: string): Promise<ShopVersion>;
}

const namespace = 'shop';
const collection = `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts`;

/** A small shop on a control plane of its own: payments waits for a person, others move, one was taken back, most are well. */
export async function openShop(kubeconfig: string, rcc: Rcc): Promise<Shop> {
  const api = adminApi(kubeconfig);
  await api.call('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  await api.call('POST', `/apis/apps/v1/namespaces/${namespace}/deployments`, deploymentOf(search));
  await Promise.all(rollouts.map((shop) => release(api, shop)));
  await act(rcc, ['rollback', 'run', 'gateway', '--reason', 'p95 tripled at 10%']);
  await act(rcc, ['rollouts', 'retry', 'gateway', '--reason', 'the cache was cold; once more']);
  await act(rcc, ['rollback', 'run', 'gateway', '--reason', 'p95 tripled again']);
  return {
    async versions(name) {
      const { status } = await read(api, name);
      return { stable: status?.stableRS ?? '', canary: status?.currentPodHash ?? '' };
    },
  };
}

/** The kubeconfig of the shop's conductor: one context, named as a company would. */
export function conductorOf(kubeconfig: string, context: string): string {
  const real = z
    .object({ clusters: z.array(z.object({ cluster: z.unknown() })), users: z.array(z.object({ name: z.string(), user: z.unknown() })) })
    .parse(parse(readFileSync(kubeconfig, 'utf8')));
  const file = join(mkdtempSync(join(tmpdir(), 'rcc-shop-')), 'config');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': context,
    clusters: [{ name: context, cluster: real.clusters[0]?.cluster }],
    users: real.users.filter(({ name }) => name === 'conductor'),
    contexts: [{ name: context, context: { cluster: context, user: 'conductor', namespace } }],
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

/** Every tag one after the other, the last by its steps. */
async function release(api: AdminApi, shop: ShopRollout): Promise<void> {
  const { name, tags, steps } = shop;
  for (const role of ['stable', 'canary']) await api.call('POST', `/api/v1/namespaces/${namespace}/services`, serviceOf(name, role));
  await api.call('POST', `/apis/networking.istio.io/v1/namespaces/${namespace}/virtualservices`, virtualServiceOf(name));
  await api.call('POST', collection, rolloutOf(shop));
  await seen(api, name, 'is healthy', isHealthy);
  for (const [index, tag] of tags.entries()) {
    if (index === 0) continue;
    const last = index === tags.length - 1;
    if (last && steps.length > 0) await api.call('PATCH', `${collection}/${name}`, { spec: { strategy: { canary: { steps } } } });
    await api.call('PATCH', `${collection}/${name}`, { spec: { template: templateOf(shop, tag) } });
    await seen(api, name, `runs ${tag}`, last && steps.length > 0 ? (rollout) => isPausedLong(rollout, steps) : isHealthy);
  }
}

function isHealthy({ metadata, status }: Seen): boolean {
  return status?.phase === 'Healthy' && status.observedGeneration === String(metadata.generation);
}

function isPausedLong({ status }: Seen, steps: readonly object[]): boolean {
  const short = JSON.stringify(steps[status?.currentStepIndex ?? 0] ?? {}).includes('"1s"');
  return status !== undefined && status.pauseConditions.length > 0 && status.currentPodHash !== status.stableRS && !short;
}

async function read(api: AdminApi, name: string): Promise<Seen> {
  return Seen.parse(await api.call('GET', `${collection}/${name}`));
}

async function seen(api: AdminApi, name: string, what: string, is: (rollout: Seen) => boolean): Promise<void> {
  const stoodStill = standstill(Date.now);
  const look = async () => {
    const rollout = await read(api, name);
    if (is(rollout)) return true;
    if (stoodStill(rollout.metadata.resourceVersion))
      await api.call('PATCH', `${collection}/${name}`, touched(rollout.metadata.resourceVersion));
    return false;
  };
  await until(look, `${name} ${what}`, 120_000);
}

async function act(rcc: Rcc, args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await rcc.run([...args, '-n', namespace, '--json']);
  if (code !== 0) throw new Error(`rcc ${args.join(' ')} ended with ${code}: ${stdout}${stderr}`);
}
