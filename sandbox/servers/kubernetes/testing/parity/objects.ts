/** Paths of the run's namespace. */
export interface Paths {
  readonly namespace: string;
  readonly configmaps: string;
  readonly deployments: string;
  readonly rollouts: string;
  readonly services: string;
  readonly events: string;
  readonly pods: string;
}

export function pathsOf(namespace: string): Paths {
  const core = `/api/v1/namespaces/${namespace}`;
  return {
    namespace,
    configmaps: `${core}/configmaps`,
    services: `${core}/services`,
    events: `${core}/events`,
    pods: `${core}/pods`,
    deployments: `/apis/apps/v1/namespaces/${namespace}/deployments`,
    rollouts: `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts`,
  };
}

export const merge = 'application/merge-patch+json';
export const jsonPatchType = 'application/json-patch+json';
export const strategic = 'application/strategic-merge-patch+json';
export const apply = 'application/apply-patch+yaml';
export const table = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

export function configmap(name: string, metadata: object = {}, data: object = { a: '1' }) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...metadata }, data };
}

const template = (name: string, image: string) => ({
  metadata: { labels: { app: name } },
  spec: { containers: [{ name: 'main', image, env: [{ name: 'A', value: '1' }], ports: [{ containerPort: 80 }] }] },
});

export function rollout(name: string, spec: object = {}) {
  const steps = [{ setWeight: 10 }, { pause: {} }];
  const whole = { replicas: 0, selector: { matchLabels: { app: name } }, template: template(name, 'i:1'), strategy: { canary: { steps } } };
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name }, spec: { ...whole, ...spec } };
}

export function deployment(name: string, spec: object = {}) {
  const whole = { replicas: 0, selector: { matchLabels: { app: name } }, template: template(name, 'i:1') };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, labels: { app: name } }, spec: { ...whole, ...spec } };
}
