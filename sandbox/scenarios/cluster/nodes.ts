import { namespaces, nodes } from '../../store/resources.ts';
import type { Build, Manifest } from './build.ts';

/** The namespace, and three Nodes in three zones. */
export function ground(build: Build): Manifest[] {
  const { namespace } = build;
  const first: Manifest = {
    resource: namespaces,
    object: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: namespace,
        uid: build.uid('Namespace', namespace),
        creationTimestamp: build.ago(2_400),
        labels: { 'kubernetes.io/metadata.name': namespace },
      },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    },
  };
  return [first, ...['a', 'b', 'c'].map((zone, index) => node(build, `node-${index}`, zone, index))];
}

function node(build: Build, name: string, zone: string, index: number): Manifest {
  const size = { cpu: '32', memory: '131072Mi', pods: '250' };
  const condition = (type: string, status: string, reason: string, message: string) => ({
    type,
    status,
    reason,
    message,
    lastHeartbeatTime: build.ago(0),
    lastTransitionTime: build.ago(2_400),
  });
  return {
    resource: nodes,
    object: {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name,
        uid: build.uid('Node', name),
        creationTimestamp: build.ago(2_400),
        labels: {
          'kubernetes.io/arch': 'amd64',
          'kubernetes.io/os': 'linux',
          'kubernetes.io/hostname': name,
          'topology.kubernetes.io/region': 'region-1',
          'topology.kubernetes.io/zone': `zone-${zone}`,
        },
      },
      spec: {},
      status: {
        addresses: [
          { type: 'InternalIP', address: `10.250.0.${index + 2}` },
          { type: 'Hostname', address: name },
        ],
        allocatable: size,
        capacity: size,
        conditions: [
          condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
          condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
          condition('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
          condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
        ],
        nodeInfo: {
          architecture: 'amd64',
          operatingSystem: 'linux',
          kubeletVersion: 'v1.33.0',
          containerRuntimeVersion: 'containerd://2.0.0',
          osImage: 'Sandbox',
        },
      },
    },
  };
}
