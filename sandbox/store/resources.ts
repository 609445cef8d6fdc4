import type { Resource } from './object-store.ts';

type Extra = Partial<Pick<Resource, 'namespaced' | 'custom' | 'shortNames'>> & { status?: boolean; scale?: boolean };

function resource(group: string, version: string, kind: string, plural: string, extra: Extra = {}): Resource {
  return {
    group,
    version,
    kind,
    plural,
    singular: kind.toLowerCase(),
    shortNames: extra.shortNames ?? [],
    namespaced: extra.namespaced ?? true,
    custom: extra.custom ?? false,
    subresources: { status: extra.status ?? false, scale: extra.scale ?? false },
  };
}

export const namespaces = resource('', 'v1', 'Namespace', 'namespaces', { shortNames: ['ns'], namespaced: false, status: true });
export const nodes = resource('', 'v1', 'Node', 'nodes', { shortNames: ['no'], namespaced: false, status: true });
export const pods = resource('', 'v1', 'Pod', 'pods', { shortNames: ['po'], status: true });
export const services = resource('', 'v1', 'Service', 'services', { shortNames: ['svc'], status: true });
export const configmaps = resource('', 'v1', 'ConfigMap', 'configmaps', { shortNames: ['cm'] });
export const events = resource('', 'v1', 'Event', 'events', { shortNames: ['ev'] });

export const deployments = resource('apps', 'v1', 'Deployment', 'deployments', { shortNames: ['deploy'], status: true, scale: true });
export const replicasets = resource('apps', 'v1', 'ReplicaSet', 'replicasets', { shortNames: ['rs'], status: true, scale: true });
export const ingresses = resource('networking.k8s.io', 'v1', 'Ingress', 'ingresses', { shortNames: ['ing'], status: true });

const argo = 'argoproj.io';
export const rollouts = resource(argo, 'v1alpha1', 'Rollout', 'rollouts', { shortNames: ['ro'], custom: true, status: true, scale: true });
// Argo Rollouts' own definitions of these three have no status subresource: their status is written with the object.
export const analysisruns = resource(argo, 'v1alpha1', 'AnalysisRun', 'analysisruns', { shortNames: ['ar'], custom: true });
export const analysistemplates = resource(argo, 'v1alpha1', 'AnalysisTemplate', 'analysistemplates', { shortNames: ['at'], custom: true });
export const experiments = resource(argo, 'v1alpha1', 'Experiment', 'experiments', { shortNames: ['exp'], custom: true });
export const httproutes = resource('gateway.networking.k8s.io', 'v1', 'HTTPRoute', 'httproutes', { custom: true, status: true });
export const virtualservices = resource('networking.istio.io', 'v1', 'VirtualService', 'virtualservices', {
  shortNames: ['vs'],
  custom: true,
  status: true,
});

const rbac = 'rbac.authorization.k8s.io';
export const clusterroles = resource(rbac, 'v1', 'ClusterRole', 'clusterroles', { namespaced: false });
export const clusterrolebindings = resource(rbac, 'v1', 'ClusterRoleBinding', 'clusterrolebindings', { namespaced: false });
export const roles = resource(rbac, 'v1', 'Role', 'roles');
export const rolebindings = resource(rbac, 'v1', 'RoleBinding', 'rolebindings');

/** Every resource the sandbox serves, in the order discovery lists the groups. */
export const allResources: readonly Resource[] = [
  namespaces,
  nodes,
  pods,
  services,
  configmaps,
  events,
  deployments,
  replicasets,
  ingresses,
  clusterroles,
  clusterrolebindings,
  roles,
  rolebindings,
  rollouts,
  analysisruns,
  analysistemplates,
  experiments,
  httproutes,
  virtualservices,
];

const byPlural = new Map(allResources.map((each) => [`${each.group}/${each.plural}`, each]));
const byKind = new Map(allResources.map((each) => [`${each.group}/${each.kind}`, each]));

/** The resource of a group ('' is core) and plural name, as paths name it. */
export function resourceOf(group: string, plural: string): Resource | undefined {
  return byPlural.get(`${group}/${plural}`);
}

/** The resource of an object's `apiVersion` (the version itself is not looked at) and `kind`. */
export function resourceOfKind(apiVersion: string, kind: string): Resource | undefined {
  const slash = apiVersion.indexOf('/');
  return byKind.get(`${slash < 0 ? '' : apiVersion.slice(0, slash)}/${kind}`);
}

/** `v1` or `GROUP/VERSION`, as objects carry it. */
export function apiVersionOf({ group, version }: Pick<Resource, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}
