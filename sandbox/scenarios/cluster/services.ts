import { httproutes, services, virtualservices } from '../../store/resources.ts';
import type { ScenarioService } from '../schema.ts';
import type { Build, Manifest } from './build.ts';

/** The Services in front of a workload and the route between them. `hash`: the version both sides select at rest; null for a Deployment. */
export function trafficOf(build: Build, service: ScenarioService, hash: string | null): Manifest[] {
  const { name, workload } = service;
  const roles = workload.blueGreen ? ['active', 'preview'] : workload.router ? ['stable', 'canary'] : [];
  const plain = k8sService(build, service, name, null);
  const front = roles.map((role) => k8sService(build, service, `${name}-${role}`, hash));
  const route =
    workload.router === 'VirtualService' ? [virtualService(build, service)] : workload.router ? [httpRoute(build, service)] : [];
  return [plain, ...front, ...route];
}

function k8sService(build: Build, { name: app, workload }: ScenarioService, name: string, hash: string | null): Manifest {
  const first = workload.revisions[0]?.hoursAgo ?? 0;
  const selector = { app, ...(hash === null ? {} : { 'rollouts-pod-template-hash': hash }) };
  return {
    resource: services,
    object: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name,
        namespace: build.namespace,
        uid: build.uid('Service', name),
        creationTimestamp: build.ago(first),
        labels: { app },
        ...(hash === null ? {} : { annotations: { 'argo-rollouts.argoproj.io/managed-by-rollouts': app } }),
      },
      spec: {
        type: 'ClusterIP',
        clusterIP: `10.96.${build.pick(name, 250)}.${build.pick(`${name}/ip`, 250) + 2}`,
        selector,
        ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 8080 }],
        sessionAffinity: 'None',
      },
      status: { loadBalancer: {} },
    },
  };
}

function virtualService(build: Build, { name, workload }: ScenarioService): Manifest {
  const to = (role: string, weight: number) => ({ destination: { host: `${name}-${role}` }, weight });
  return {
    resource: virtualservices,
    object: {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: routeMetadata(build, 'VirtualService', name, workload.revisions[0]?.hoursAgo ?? 0),
      spec: { hosts: [name], http: [{ name: 'primary', route: [to('stable', 100), to('canary', 0)] }] },
    },
  };
}

function httpRoute(build: Build, { name, workload }: ScenarioService): Manifest {
  const to = (role: string, weight: number) => ({ group: '', kind: 'Service', name: `${name}-${role}`, port: 80, weight });
  return {
    resource: httproutes,
    object: {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: routeMetadata(build, 'HTTPRoute', name, workload.revisions[0]?.hoursAgo ?? 0),
      spec: {
        parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'shop' }],
        hostnames: [`${name}.shop.example`],
        rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [to('stable', 100), to('canary', 0)] }],
      },
    },
  };
}

function routeMetadata(build: Build, kind: string, name: string, hoursAgo: number) {
  return {
    name,
    namespace: build.namespace,
    uid: build.uid(kind, name),
    creationTimestamp: build.ago(hoursAgo),
    generation: 1,
    labels: { app: name },
  };
}
