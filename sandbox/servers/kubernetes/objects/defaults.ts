import { isRecord } from '../../../store/json.ts';
import type { Resource } from '../../../store/object-store.ts';
import { at, type Doc, put } from './doc.ts';
import { podSpecDefaults, podTemplateDefaults } from './pod-defaults.ts';

export interface DefaultsOptions {
  /** An address of the cluster's service range that nobody has. */
  readonly clusterAddress: () => string;
}

/** Fills in what the API server fills in for each kind, so that what is stored reads like the real thing. */
export function withDefaults(resource: Resource, doc: Doc, { clusterAddress }: DefaultsOptions): Doc {
  switch (resource.plural) {
    case 'deployments':
      return deployment(doc);
    case 'replicasets':
      return template(fill(doc, { spec: { replicas: 1 }, status: { replicas: 0 } }));
    case 'pods':
      return podDefaults(doc);
    case 'services':
      return service(doc, clusterAddress);
    case 'ingresses':
      return fill(doc, { status: { loadBalancer: {} } });
    case 'namespaces':
      return put(
        fill(doc, { spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } }),
        ['metadata', 'labels', 'kubernetes.io/metadata.name'],
        at(doc, 'metadata', 'name'),
      );
    case 'events':
      return fill(doc, {
        source: {},
        firstTimestamp: null,
        lastTimestamp: null,
        eventTime: null,
        reportingComponent: '',
        reportingInstance: '',
      });
    case 'httproutes':
      return httpRoute(doc);
    default:
      return doc;
  }
}

/** `doc` with what it lacks of `defaults`; what is given is never changed, lists least of all. */
export function fill(doc: Doc, defaults: Doc): Doc {
  const out: Doc = { ...doc };
  for (const [key, value] of Object.entries(defaults)) {
    const given = out[key];
    if (given === undefined) out[key] = value;
    else if (isRecord(given) && isRecord(value)) out[key] = fill(given, value);
  }
  return out;
}

function deployment(doc: Doc): Doc {
  const rolling = at(doc, 'spec', 'strategy', 'type') !== 'Recreate';
  const strategy = rolling ? { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } } : { type: 'Recreate' };
  return template(fill(doc, { spec: { replicas: 1, strategy, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 }, status: {} }));
}

function template(doc: Doc): Doc {
  const inner = at(doc, 'spec', 'template');
  return isRecord(inner) ? put(doc, ['spec', 'template'], podTemplateDefaults(inner)) : doc;
}

function podDefaults(doc: Doc): Doc {
  const spec = at(doc, 'spec');
  const filled = isRecord(spec)
    ? put(doc, ['spec'], { ...podSpecDefaults(spec), enableServiceLinks: spec['enableServiceLinks'] ?? true })
    : doc;
  return fill(filled, { status: { phase: 'Pending', qosClass: 'BestEffort' } });
}

function service(doc: Doc, clusterAddress: () => string): Doc {
  const type = at(doc, 'spec', 'type') ?? 'ClusterIP';
  const given = at(doc, 'spec', 'ports');
  const ports = (Array.isArray(given) ? given : []).map((port) =>
    isRecord(port) ? fill(port, { protocol: 'TCP', targetPort: port['port'] }) : port,
  );
  const filled = fill(put(doc, ['spec', 'ports'], given === undefined ? undefined : ports), {
    spec: { type, sessionAffinity: 'None' },
    status: { loadBalancer: {} },
  });
  if (type === 'ExternalName') return filled;
  const address = at(doc, 'spec', 'clusterIP') ?? clusterAddress();
  const addressed = {
    clusterIP: address,
    clusterIPs: [address],
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    internalTrafficPolicy: 'Cluster',
  };
  return fill(filled, { spec: addressed });
}

function httpRoute(doc: Doc): Doc {
  const each = (list: unknown, change: (item: Doc) => Doc) =>
    Array.isArray(list) ? list.map((item) => (isRecord(item) ? change(item) : item)) : undefined;
  const parents = each(at(doc, 'spec', 'parentRefs'), (parent) => fill(parent, { group: 'gateway.networking.k8s.io', kind: 'Gateway' }));
  const rules = each(at(doc, 'spec', 'rules'), (rule) => {
    const matches = each(rule['matches'] ?? [{}], (match) => fill(match, { path: { type: 'PathPrefix', value: '/' } }));
    const backendRefs = each(rule['backendRefs'], (backend) => fill(backend, { group: '', kind: 'Service', weight: 1 }));
    return { ...rule, matches, ...(backendRefs ? { backendRefs } : {}) };
  });
  const spec = at(doc, 'spec');
  return { ...doc, spec: { ...(isRecord(spec) ? spec : {}), ...(parents ? { parentRefs: parents } : {}), ...(rules ? { rules } : {}) } };
}
