import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'undici';
import { parse } from 'yaml';

interface Kubeconfig {
  readonly clusters: readonly { cluster: { server: string; 'certificate-authority-data': string } }[];
  readonly users: readonly { name: string; user: { token: string } }[];
}

export interface MeteredRollout {
  readonly namespace: string;
  readonly name: string;
  /** Pod hashes. */
  readonly stable: string;
  readonly canary: string;
  remove(): Promise<void>;
}

/**
 * A Rollout in a namespace of its own, behind an Istio VirtualService, whose second version waits at 5% for a person. Made
 * with the plain API and not with the desk's own client: the desk is what is tested.
 */
export async function startMeteredRollout(kubeconfigFile: string): Promise<MeteredRollout> {
  const call = adminOf(kubeconfigFile);
  const namespace = `observed-${randomBytes(3).toString('hex')}`;
  const name = 'payments';
  const rollouts = `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts`;
  await call('POST', '/api/v1/namespaces', { metadata: { name: namespace } });
  for (const service of ['payments-stable', 'payments-canary'])
    await call('POST', `/api/v1/namespaces/${namespace}/services`, {
      metadata: { name: service },
      spec: { selector: { app: name }, ports: [{ port: 80 }] },
    });
  await call('POST', `/apis/networking.istio.io/v1/namespaces/${namespace}/virtualservices`, virtualService(name));
  await call('POST', rollouts, rollout(name));
  await until(async () => (await call('GET', `${rollouts}/${name}`)).status?.phase === 'Healthy');
  const release = { spec: { template: { spec: { containers: [{ name, image: 'registry/payments:2.14.0' }] } } } };
  await call('PATCH', `${rollouts}/${name}`, release);
  await until(async () => (await call('GET', `${rollouts}/${name}`)).status?.pauseConditions !== undefined);
  const { status } = await call('GET', `${rollouts}/${name}`);
  return {
    namespace,
    name,
    stable: status?.stableRS ?? '',
    canary: status?.currentPodHash ?? '',
    remove: async () => void (await call('DELETE', `/api/v1/namespaces/${namespace}`)),
  };
}

interface ApiObject {
  readonly status?: { phase?: string; pauseConditions?: unknown[]; stableRS?: string; currentPodHash?: string };
}

function adminOf(file: string): (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) => Promise<ApiObject> {
  const config = parse(readFileSync(file, 'utf8')) as Kubeconfig;
  const { server, 'certificate-authority-data': ca } = config.clusters[0]!.cluster;
  const token = config.users.find((user) => user.name === 'admin')!.user.token;
  const dispatcher = new Agent({ connect: { ca: Buffer.from(ca, 'base64').toString() } });
  return async (method, path, body) => {
    const answer = await request(`${server}${path}`, {
      method,
      dispatcher,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(method === 'POST' ? withKind(path, body) : body) }),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
    return JSON.parse(text) as ApiObject;
  };
}

const kinds: Readonly<Record<string, string>> = {
  namespaces: 'Namespace',
  services: 'Service',
  virtualservices: 'VirtualService',
  rollouts: 'Rollout',
};

/** `/apis/argoproj.io/v1alpha1/…` says the group and version. */
function withKind(path: string, body: object): object {
  const [, api, group = '', version = ''] = path.split('/');
  return { apiVersion: api === 'api' ? group : `${group}/${version}`, kind: kinds[path.split('/').at(-1) ?? ''], ...body };
}

function rollout(name: string): object {
  return {
    metadata: { name },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: name } },
      strategy: {
        canary: {
          canaryService: 'payments-canary',
          stableService: 'payments-stable',
          trafficRouting: { istio: { virtualService: { name } } },
          steps: [{ setWeight: 5 }, { pause: {} }],
        },
      },
      template: { metadata: { labels: { app: name } }, spec: { containers: [{ name, image: 'registry/payments:2.13.4' }] } },
    },
  };
}

function virtualService(name: string): object {
  const route = ['stable', 'canary'].map((role) => ({ destination: { host: `${name}-${role}` }, weight: role === 'stable' ? 100 : 0 }));
  return { metadata: { name }, spec: { hosts: [name], http: [{ route }] } };
}

async function until(done: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await done())) {
    if (Date.now() > end) throw new Error('The rollout did not get there within 60 s.');
    await new Promise((again) => setTimeout(again, 200));
  }
}
