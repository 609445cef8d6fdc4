import { z } from 'zod';
import { standstill, touched } from '#shared/domain/rollouts/testing/standstill.ts';
import { type RealCluster, until } from './real-cluster.ts';

const argo = (namespace: string) => `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts`;
const apps = (namespace: string) => `/apis/apps/v1/namespaces/${namespace}/deployments`;

const Status = z.object({
  metadata: z.object({ generation: z.number(), resourceVersion: z.string() }),
  status: z
    .object({
      phase: z.string().optional(),
      observedGeneration: z.union([z.string(), z.number()]).optional(),
      currentStepIndex: z.number().optional(),
      abort: z.boolean().optional(),
      stableRS: z.string().optional(),
      currentPodHash: z.string().optional(),
      updatedReplicas: z.number().optional(),
      availableReplicas: z.number().optional(),
      replicas: z.number().optional(),
    })
    .default({}),
});
export type SeenStatus = z.infer<typeof Status>;

export const firstImage = 'registry.example/payments:1.0.0';
export const secondImage = 'registry.example/payments:2.0.0';

function podSpec(name: string, image: string) {
  return { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'payments', image }] } };
}

async function must(sent: Promise<{ status: number; body: unknown }>): Promise<unknown> {
  const { status, body } = await sent;
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}

export async function createNamespace(cluster: RealCluster, name: string): Promise<void> {
  await must(cluster.send('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
}

export async function readRollout(cluster: RealCluster, namespace: string, name: string): Promise<SeenStatus> {
  return Status.parse(await must(cluster.send('GET', `${argo(namespace)}/${name}`)));
}

export async function readDeployment(cluster: RealCluster, namespace: string, name: string): Promise<SeenStatus> {
  return Status.parse(await must(cluster.send('GET', `${apps(namespace)}/${name}`)));
}

/** A canary (25%, wait; 50%, wait) that runs its second version at the first pause, its first one everywhere else. */
export async function createPausedCanary(cluster: RealCluster, namespace: string, name: string): Promise<void> {
  const spec = {
    replicas: 2,
    selector: { matchLabels: { app: name } },
    template: podSpec(name, firstImage),
    strategy: { canary: { steps: [{ setWeight: 50 }, { pause: {} }, { setWeight: 75 }, { pause: {} }] } },
  };
  await must(
    cluster.send('POST', argo(namespace), { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name, namespace }, spec }),
  );
  await rolloutIs(cluster, namespace, name, 'is healthy', isHealthy);
  await startVersion(cluster, namespace, name, secondImage);
}

/** Gives a rollout another image, and waits for nothing. */
export async function setImage(cluster: RealCluster, namespace: string, name: string, image: string): Promise<void> {
  const containers = [{ name: 'payments', image }];
  await must(cluster.send('PATCH', `${argo(namespace)}/${name}`, { spec: { template: { spec: { containers } } } }));
}

/** Gives a rollout another image and waits for its first pause. */
export async function startVersion(cluster: RealCluster, namespace: string, name: string, image: string): Promise<void> {
  await setImage(cluster, namespace, name, image);
  await rolloutIs(cluster, namespace, name, 'pauses', (seen) => isObserved(seen) && seen.status.phase === 'Paused');
}

/** Waits until a rollout is as wanted. */
export async function rolloutIs(
  cluster: RealCluster,
  namespace: string,
  name: string,
  what: string,
  wanted: (seen: SeenStatus) => boolean,
): Promise<void> {
  const stoodStill = standstill(Date.now);
  const look = async () => {
    const seen = await readRollout(cluster, namespace, name);
    if (!wanted(seen) && stoodStill(seen.metadata.resourceVersion))
      await must(cluster.send('PATCH', `${argo(namespace)}/${name}`, touched(seen.metadata.resourceVersion)));
    return seen;
  };
  await until(`${name} ${what}`, look, wanted);
}

/** A blue-green pair of Services whose second version waits in preview. */
export async function createPausedBlueGreen(cluster: RealCluster, namespace: string, name: string): Promise<void> {
  for (const service of [`${name}-active`, `${name}-preview`]) {
    const spec = { selector: { app: name }, ports: [{ port: 80 }] };
    const body = { apiVersion: 'v1', kind: 'Service', metadata: { name: service, namespace }, spec };
    await must(cluster.send('POST', `/api/v1/namespaces/${namespace}/services`, body));
  }
  const services = { activeService: `${name}-active`, previewService: `${name}-preview` };
  // The default of 30 s may hold the next version back for as long.
  const blueGreen = { ...services, autoPromotionEnabled: false, scaleDownDelaySeconds: 1 };
  const spec = { replicas: 1, selector: { matchLabels: { app: name } }, template: podSpec(name, firstImage), strategy: { blueGreen } };
  await must(
    cluster.send('POST', argo(namespace), { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name, namespace }, spec }),
  );
  await rolloutIs(cluster, namespace, name, 'is healthy', isHealthy);
  await startVersion(cluster, namespace, name, secondImage);
}

/** The pod hash that a Service sends its traffic to. */
export async function selectedHash(cluster: RealCluster, namespace: string, service: string): Promise<string | undefined> {
  const Service = z.object({ spec: z.object({ selector: z.record(z.string(), z.string()) }) });
  const read = Service.parse(await must(cluster.send('GET', `/api/v1/namespaces/${namespace}/services/${service}`)));
  return read.spec.selector['rollouts-pod-template-hash'];
}

/** A Deployment with two revisions, the second one complete. */
export async function createDeployment(cluster: RealCluster, namespace: string, name: string): Promise<void> {
  const spec = { replicas: 2, selector: { matchLabels: { app: name } }, template: podSpec(name, firstImage) };
  await must(cluster.send('POST', apps(namespace), { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace }, spec }));
  await until(`${name} is complete`, () => readDeployment(cluster, namespace, name), isComplete);
  const containers = [{ name: 'payments', image: secondImage }];
  await must(cluster.send('PATCH', `${apps(namespace)}/${name}`, { spec: { template: { spec: { containers } } } }));
  await until(`${name} is complete again`, () => readDeployment(cluster, namespace, name), isComplete);
}

/** A Deployment whose pods count only after 20 s, so that nothing done to it is effective at once. */
export async function createSlowDeployment(cluster: RealCluster, namespace: string, name: string): Promise<void> {
  const spec = { replicas: 2, minReadySeconds: 20, selector: { matchLabels: { app: name } }, template: podSpec(name, firstImage) };
  await must(cluster.send('POST', apps(namespace), { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace }, spec }));
  await until(`${name} is observed`, () => readDeployment(cluster, namespace, name), isObserved);
}

/** Lets a user of that name read workloads in one namespace, and nothing else anywhere. */
export async function allowReading(cluster: RealCluster, namespace: string, user: string): Promise<void> {
  const group = 'rbac.authorization.k8s.io';
  const path = `/apis/${group}/v1/namespaces/${namespace}`;
  const head = { apiVersion: `${group}/v1`, metadata: { name: user, namespace } };
  const rules = [{ apiGroups: ['', 'apps', 'argoproj.io'], resources: ['*'], verbs: ['get', 'list', 'watch'] }];
  await must(cluster.send('POST', `${path}/roles`, { ...head, kind: 'Role', rules }));
  const subjects = [{ apiGroup: group, kind: 'User', name: user }];
  const roleRef = { apiGroup: group, kind: 'Role', name: user };
  await must(cluster.send('POST', `${path}/rolebindings`, { ...head, kind: 'RoleBinding', subjects, roleRef }));
}

function isObserved({ metadata, status }: SeenStatus): boolean {
  return Number(status.observedGeneration) >= metadata.generation;
}

export function isHealthy(seen: SeenStatus): boolean {
  return isObserved(seen) && seen.status.phase === 'Healthy';
}

function isComplete(seen: SeenStatus): boolean {
  const { updatedReplicas, availableReplicas, replicas } = seen.status;
  return isObserved(seen) && updatedReplicas === 2 && availableReplicas === 2 && replicas === 2;
}
