import { isRecord } from '../../../store/json.ts';
import type { Doc } from './doc.ts';

/** A pod template as the API server completes it. */
export function podTemplateDefaults(template: Doc): Doc {
  const metadata = isRecord(template['metadata']) ? template['metadata'] : {};
  const spec = isRecord(template['spec']) ? podSpecDefaults(template['spec']) : template['spec'];
  return { metadata: { creationTimestamp: null, ...metadata }, ...(spec === undefined ? {} : { spec }) };
}

/** The defaults of a pod's spec and its containers. */
export function podSpecDefaults(spec: Doc): Doc {
  const containers = (list: unknown) =>
    Array.isArray(list) ? list.map((each) => (isRecord(each) ? containerDefaults(each) : each)) : list;
  return {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
    ...spec,
    ...(spec['containers'] === undefined ? {} : { containers: containers(spec['containers']) }),
    ...(spec['initContainers'] === undefined ? {} : { initContainers: containers(spec['initContainers']) }),
  };
}

function containerDefaults(container: Doc): Doc {
  const image = typeof container['image'] === 'string' ? container['image'] : '';
  const ports = container['ports'];
  const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((key) => {
    const probe = container[key];
    return isRecord(probe) ? [[key, { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3, ...probe }]] : [];
  });
  return {
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: isLatest(image) ? 'Always' : 'IfNotPresent',
    ...container,
    ...Object.fromEntries(probes),
    ...(Array.isArray(ports) ? { ports: ports.map((port) => (isRecord(port) ? { protocol: 'TCP', ...port } : port)) } : {}),
  };
}

/** `:latest`, or neither tag nor digest. */
function isLatest(image: string): boolean {
  const name = image.slice(image.lastIndexOf('/') + 1);
  return image !== '' && !image.includes('@') && (!name.includes(':') || name.endsWith(':latest'));
}
