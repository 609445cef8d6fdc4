type Manifest = Record<string, unknown>;

/** A pod template that kwok makes Ready without running it. */
export function podTemplate(app: string, tag: string, env: Record<string, string> = {}): Manifest {
  return {
    metadata: { labels: { app } },
    spec: {
      containers: [
        {
          name: app,
          image: `registry.example/${app}:${tag}`,
          env: Object.entries(env).map(([name, value]) => ({ name, value })),
          resources: { requests: { cpu: '1m', memory: '1Mi' } },
        },
      ],
    },
  };
}

export function rollout(name: string, strategy: Manifest, template: Manifest, more: Manifest = {}): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name },
    spec: { replicas: 4, revisionHistoryLimit: 5, selector: { matchLabels: { app: name } }, template, strategy, ...more },
  };
}

export function deployment(name: string, template: Manifest): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: { replicas: 3, selector: { matchLabels: { app: name } }, template },
  };
}

export function service(name: string, app: string): Manifest {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { selector: { app }, ports: [{ port: 80, targetPort: 8080 }] } };
}

export function virtualService(name: string, stable: string, canary: string): Manifest {
  const route = [
    { destination: { host: stable }, weight: 100 },
    { destination: { host: canary }, weight: 0 },
  ];
  return {
    apiVersion: 'networking.istio.io/v1beta1',
    kind: 'VirtualService',
    metadata: { name },
    spec: { hosts: [name], http: [{ name: 'primary', route }] },
  };
}

export function httpRoute(name: string, stable: string, canary: string, weight: number): Manifest {
  const backendRefs = [
    { name: stable, port: 80, weight: 100 - weight },
    { name: canary, port: 80, weight },
  ];
  return { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name }, spec: { rules: [{ backendRefs }] } };
}

/** Where each kind is created in a namespace. */
export function pathsIn(namespace: string) {
  return {
    rollouts: `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts`,
    deployments: `/apis/apps/v1/namespaces/${namespace}/deployments`,
    services: `/api/v1/namespaces/${namespace}/services`,
    configMaps: `/api/v1/namespaces/${namespace}/configmaps`,
    virtualServices: `/apis/networking.istio.io/v1beta1/namespaces/${namespace}/virtualservices`,
    httpRoutes: `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/httproutes`,
  };
}
