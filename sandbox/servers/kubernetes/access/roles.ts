import type { ObjectStore } from '../../../store/object-store.ts';
import { clusterrolebindings, clusterroles } from '../../../store/resources.ts';

const read = ['get', 'list', 'watch'];
const write = ['patch', 'update'];
const rbac = 'rbac.authorization.k8s.io';
const publicPaths = ['/healthz', '/livez', '/readyz', '/version', '/version/'];

interface RoleData {
  readonly name: string;
  readonly rules: readonly Rule[];
  readonly users?: readonly string[];
  readonly groups?: readonly string[];
}

/** A policy rule as a ClusterRole carries it. */
export interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

// On top of reading (viewer): a responder patches the status of Rollouts, and the API cannot tell abort from promote there;
// on-call acts on Rollouts and Deployments; a conductor on routes and the other workloads too.
const roles: readonly RoleData[] = [
  {
    name: 'cluster-admin',
    groups: ['system:masters'],
    rules: [
      { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
      { verbs: ['*'], nonResourceURLs: ['*'] },
    ],
  },
  {
    name: 'system:basic-user',
    groups: ['system:authenticated'],
    rules: [
      { verbs: ['create'], apiGroups: ['authorization.k8s.io'], resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'] },
      { verbs: ['create'], apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'] },
    ],
  },
  {
    name: 'system:discovery',
    groups: ['system:authenticated'],
    rules: [
      {
        verbs: ['get'],
        nonResourceURLs: [
          '/api',
          '/api/*',
          '/apis',
          '/apis/*',
          '/healthz',
          '/livez',
          '/openapi',
          '/openapi/*',
          '/readyz',
          '/version',
          '/version/',
        ],
      },
    ],
  },
  {
    name: 'system:public-info-viewer',
    groups: ['system:authenticated', 'system:unauthenticated'],
    rules: [{ verbs: ['get'], nonResourceURLs: publicPaths }],
  },
  {
    name: 'release-desk-viewer',
    users: ['viewer', 'responder', 'on-call', 'conductor'],
    rules: [
      {
        verbs: read,
        apiGroups: ['apps', 'argoproj.io', 'gateway.networking.k8s.io', 'networking.istio.io', 'networking.k8s.io'],
        resources: ['*'],
      },
      {
        verbs: read,
        apiGroups: [''],
        resources: ['namespaces', 'nodes', 'pods', 'pods/log', 'services', 'endpoints', 'configmaps', 'events'],
      },
      { verbs: read, apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'] },
    ],
  },
  {
    name: 'release-desk-responder',
    users: ['responder'],
    rules: [{ verbs: write, apiGroups: ['argoproj.io'], resources: ['rollouts/status'] }],
  },
  {
    name: 'release-desk-on-call',
    users: ['on-call'],
    rules: [
      { verbs: write, apiGroups: ['argoproj.io'], resources: ['rollouts', 'rollouts/status'] },
      { verbs: write, apiGroups: ['apps'], resources: ['deployments'] },
    ],
  },
  {
    name: 'release-desk-conductor',
    users: ['conductor'],
    rules: [
      { verbs: write, apiGroups: ['argoproj.io'], resources: ['rollouts', 'rollouts/status', 'analysisruns'] },
      { verbs: write, apiGroups: ['apps'], resources: ['deployments', 'deployments/scale', 'statefulsets', 'daemonsets'] },
      { verbs: write, apiGroups: ['gateway.networking.k8s.io'], resources: ['httproutes'] },
      { verbs: write, apiGroups: ['networking.istio.io'], resources: ['virtualservices'] },
      { verbs: write, apiGroups: ['networking.k8s.io'], resources: ['ingresses'] },
    ],
  },
];

/** Puts the roles and bindings of the five users into the store, where kubectl can read them; what is there already stays. */
export function seedRoles(store: ObjectStore): void {
  for (const { name, rules, users = [], groups = [] } of roles) {
    store.create(clusterroles, { apiVersion: `${rbac}/v1`, kind: 'ClusterRole', metadata: { name }, rules });
    const subject = (kind: string) => (each: string) => ({ kind, apiGroup: rbac, name: each });
    store.create(clusterrolebindings, {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name },
      subjects: [...users.map(subject('User')), ...groups.map(subject('Group'))],
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name },
    });
  }
}
