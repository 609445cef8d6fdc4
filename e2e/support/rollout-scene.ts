import { z } from 'zod';
import { standstill, touched } from '#shared/domain/rollouts/testing/standstill.ts';
import { type AdminApi, until } from './admin-api.ts';

const Rollout = z.object({
  metadata: z.object({ name: z.string(), generation: z.number(), resourceVersion: z.string() }),
  spec: z.looseObject({}),
  status: z
    .object({
      phase: z.string().default(''),
      updatedReplicas: z.number().default(0),
      abort: z.boolean().default(false),
      abortedAt: z.string().optional(),
      observedGeneration: z.string().default(''),
      currentPodHash: z.string().default(''),
      stableRS: z.string().default(''),
      currentStepIndex: z.number().optional(),
      pauseConditions: z.array(z.unknown()).default([]),
    })
    .default({
      phase: '',
      updatedReplicas: 0,
      abort: false,
      observedGeneration: '',
      currentPodHash: '',
      stableRS: '',
      pauseConditions: [],
    }),
});
export type SeenRollout = z.infer<typeof Rollout>;

/** One canary Rollout in a namespace, moved by its spec alone, as a deploy would. */
export interface RolloutScene {
  readonly namespace: string;
  readonly name: string;
  read(): Promise<SeenRollout>;
  /** A tag of its image, or a whole image. */
  setImage(tag: string): Promise<void>;
  retry(): Promise<void>;
  until(what: string, is: (rollout: SeenRollout) => boolean): Promise<SeenRollout>;
}

export interface SceneOptions {
  readonly name?: string;
  readonly replicas?: number;
  readonly steps?: readonly object[];
  /** A VirtualService of the same name carries the traffic. */
  readonly routed?: boolean;
  /** What it runs at first, a tag or a whole image: 1.0.0. */
  readonly image?: string;
}

const waits = [{ setWeight: 50 }, { pause: {} }, { setWeight: 75 }, { pause: {} }];

/** A Healthy rollout. */
export async function healthyRollout(api: AdminApi, namespace: string, options: SceneOptions = {}): Promise<RolloutScene> {
  const { name = 'payments', replicas = 2, steps = waits, routed = false, image = '1.0.0' } = options;
  const path = `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts`;
  if (routed) await createRoute(api, namespace, name);
  const canary = routed
    ? { steps, canaryService: `${name}-canary`, stableService: `${name}-stable`, trafficRouting: { istio: { virtualService: { name } } } }
    : { steps };
  await api.call('POST', path, {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      strategy: { canary },
      template: templateOf(name, image),
    },
  });
  const read = async () => Rollout.parse(await api.call('GET', `${path}/${name}`));
  const scene: RolloutScene = {
    namespace,
    name,
    read,
    setImage: async (tag) => void (await api.call('PATCH', `${path}/${name}`, { spec: { template: templateOf(name, tag) } })),
    retry: async () => void (await api.call('PATCH', `${path}/${name}/status`, { status: { abort: false } })),
    until: (what, is) => {
      const stoodStill = standstill(Date.now);
      return until(async () => {
        const rollout = await read();
        if (is(rollout)) return rollout;
        if (stoodStill(rollout.metadata.resourceVersion))
          await api.call('PATCH', `${path}/${name}`, touched(rollout.metadata.resourceVersion));
        return null;
      }, `${namespace}/${name} ${what}`);
    },
  };
  await scene.until('is healthy', isHealthy);
  return scene;
}

/** The same rollout with 2.0.0 waiting for a person at its first pause. */
export async function waitingCanary(api: AdminApi, namespace: string, options: SceneOptions = {}): Promise<RolloutScene> {
  const scene = await healthyRollout(api, namespace, options);
  await scene.setImage('2.0.0');
  await scene.until('waits for a person', isWaiting);
  return scene;
}

/** All of it runs what its spec says. */
export function isHealthy({ metadata, status }: SeenRollout): boolean {
  const observed = Number(status.observedGeneration) >= metadata.generation;
  return observed && status.phase === 'Healthy' && status.stableRS !== '' && status.stableRS === status.currentPodHash;
}

export function isWaiting({ status }: SeenRollout): boolean {
  return status.pauseConditions.length > 0 && !status.abort && status.currentPodHash !== status.stableRS;
}

function templateOf(name: string, tag: string): object {
  return {
    metadata: { labels: { app: name } },
    spec: { containers: [{ name, image: tag.includes('/') ? tag : `registry.example/${name}:${tag}` }] },
  };
}

async function createRoute(api: AdminApi, namespace: string, name: string): Promise<void> {
  for (const role of ['stable', 'canary']) {
    await api.call('POST', `/api/v1/namespaces/${namespace}/services`, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `${name}-${role}` },
      spec: { selector: { app: name }, ports: [{ port: 80 }] },
    });
  }
  await api.call('POST', `/apis/networking.istio.io/v1/namespaces/${namespace}/virtualservices`, {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name },
    spec: {
      hosts: [name],
      http: [
        {
          route: [
            { destination: { host: `${name}-stable` }, weight: 100 },
            { destination: { host: `${name}-canary` }, weight: 0 },
          ],
        },
      ],
    },
  });
}
