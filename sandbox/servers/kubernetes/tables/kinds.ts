import type { StoredObject } from '../../../store/object-store.ts';
import { at } from '../objects/doc.ts';
import { type ColumnOf, date, integer, nameColumn, text, wide } from './columns.ts';
import { age } from './duration.ts';
import { podColumns } from './pods.ts';
import { joined, list, number, selectorText, string } from './values.ts';

const ageColumn = text('Age', ({ metadata }, now) => age(metadata.creationTimestamp, now));
const customAge = date('Age', ({ metadata }, now) => age(metadata.creationTimestamp, now));
const createdAt = date('Created At', ({ metadata }) => metadata.creationTimestamp);

const templateColumns: readonly ColumnOf[] = [
  wide(text('Containers', (object) => joined(containers(object), 'name'))),
  wide(text('Images', (object) => joined(containers(object), 'image'))),
  wide(text('Selector', (object) => selectorText(at(object, 'spec', 'selector', 'matchLabels')))),
];

const roleColumns: readonly ColumnOf[] = [
  text('Role', (object) => `${string(at(object, 'roleRef', 'kind'))}/${string(at(object, 'roleRef', 'name'))}`),
  ageColumn,
  wide(text('Users', (object) => subjects(object, 'User'))),
  wide(text('Groups', (object) => subjects(object, 'Group'))),
  wide(text('ServiceAccounts', (object) => subjects(object, 'ServiceAccount'))),
];

const columns: { readonly [plural: string]: readonly ColumnOf[] } = {
  namespaces: [nameColumn, text('Status', (object) => string(at(object, 'status', 'phase'))), ageColumn],
  configmaps: [nameColumn, text('Data', (object) => Object.keys(at(object, 'data') ?? {}).length), ageColumn],
  pods: podColumns,
  nodes: [
    nameColumn,
    text('Status', nodeStatus),
    text('Roles', nodeRoles),
    ageColumn,
    text('Version', (object) => string(at(object, 'status', 'nodeInfo', 'kubeletVersion'))),
    wide(text('Internal-IP', (object) => nodeAddress(object, 'InternalIP'))),
    wide(text('External-IP', (object) => nodeAddress(object, 'ExternalIP'))),
    wide(text('OS-Image', (object) => string(at(object, 'status', 'nodeInfo', 'osImage')) || '<unknown>')),
    wide(text('Kernel-Version', (object) => string(at(object, 'status', 'nodeInfo', 'kernelVersion')) || '<unknown>')),
    wide(text('Container-Runtime', (object) => string(at(object, 'status', 'nodeInfo', 'containerRuntimeVersion')) || '<unknown>')),
  ],
  services: [
    nameColumn,
    text('Type', (object) => string(at(object, 'spec', 'type'))),
    text('Cluster-IP', (object) => string(at(object, 'spec', 'clusterIP')) || '<none>'),
    text('External-IP', () => '<none>'),
    text(
      'Port(s)',
      (object) =>
        list(at(object, 'spec', 'ports'))
          .map(portText)
          .join(',') || '<none>',
    ),
    ageColumn,
    wide(text('Selector', (object) => selectorText(at(object, 'spec', 'selector')))),
  ],
  events: [
    text('Last Seen', (object, now) =>
      age(at(object, 'lastTimestamp') ?? at(object, 'eventTime') ?? object.metadata.creationTimestamp, now),
    ),
    text('Type', (object) => string(at(object, 'type'))),
    text('Reason', (object) => string(at(object, 'reason'))),
    text(
      'Object',
      (object) => `${string(at(object, 'involvedObject', 'kind')).toLowerCase()}/${string(at(object, 'involvedObject', 'name'))}`,
    ),
    wide(text('Subobject', (object) => string(at(object, 'involvedObject', 'fieldPath')))),
    wide(text('Source', sourceText)),
    text('Message', (object) => string(at(object, 'message')).trim()),
    wide(
      text('First Seen', (object, now) =>
        age(at(object, 'firstTimestamp') ?? at(object, 'eventTime') ?? object.metadata.creationTimestamp, now),
      ),
    ),
    wide(text('Count', (object) => number(at(object, 'count')) || 1)),
    wide(nameColumn),
  ],
  deployments: [
    nameColumn,
    text('Ready', (object) => `${number(at(object, 'status', 'readyReplicas'))}/${number(at(object, 'spec', 'replicas'))}`),
    text('Up-to-date', (object) => number(at(object, 'status', 'updatedReplicas'))),
    text('Available', (object) => number(at(object, 'status', 'availableReplicas'))),
    ageColumn,
    ...templateColumns,
  ],
  replicasets: [
    nameColumn,
    integer('Desired', (object) => number(at(object, 'spec', 'replicas'))),
    integer('Current', (object) => number(at(object, 'status', 'replicas'))),
    integer('Ready', (object) => number(at(object, 'status', 'readyReplicas'))),
    ageColumn,
    ...templateColumns,
  ],
  ingresses: [
    nameColumn,
    text('Class', (object) => string(at(object, 'spec', 'ingressClassName')) || '<none>'),
    text('Hosts', (object) => joined(list(at(object, 'spec', 'rules')), 'host') || '*'),
    text('Address', () => ''),
    text('Ports', (object) => (list(at(object, 'spec', 'tls')).length > 0 ? '80, 443' : '80')),
    ageColumn,
  ],
  rollouts: [
    nameColumn,
    integer('Desired', (object) => at(object, 'spec', 'replicas') ?? null),
    integer('Current', (object) => at(object, 'status', 'replicas') ?? null),
    integer('Up-to-date', (object) => at(object, 'status', 'updatedReplicas') ?? null),
    integer('Available', (object) => at(object, 'status', 'availableReplicas') ?? null),
    customAge,
  ],
  analysisruns: [nameColumn, text('Status', (object) => at(object, 'status', 'phase') ?? null), customAge],
  experiments: [nameColumn, text('Status', (object) => at(object, 'status', 'phase') ?? null), customAge],
  httproutes: [nameColumn, text('Hostnames', (object) => jsonOrNull(at(object, 'spec', 'hostnames'))), customAge],
  virtualservices: [
    nameColumn,
    text('Gateways', (object) => jsonOrNull(at(object, 'spec', 'gateways'))),
    text('Hosts', (object) => jsonOrNull(at(object, 'spec', 'hosts'))),
    customAge,
  ],
  clusterroles: [nameColumn, createdAt],
  roles: [nameColumn, createdAt],
  clusterrolebindings: [nameColumn, ...roleColumns],
  rolebindings: [nameColumn, ...roleColumns],
};

/** The columns of a kind, as the API server (or the kind's own definition) has them. */
export function columnsOf(plural: string): readonly ColumnOf[] {
  return columns[plural] ?? [nameColumn, customAge];
}

function containers(object: StoredObject): readonly unknown[] {
  return list(at(object, 'spec', 'template', 'spec', 'containers'));
}

function subjects(object: StoredObject, kind: string): string {
  return list(at(object, 'subjects'))
    .filter((subject) => at(subject, 'kind') === kind)
    .map((subject) =>
      kind === 'ServiceAccount' ? `${string(at(subject, 'namespace'))}/${string(at(subject, 'name'))}` : string(at(subject, 'name')),
    )
    .join(', ');
}

function portText(port: unknown): string {
  const node = number(at(port, 'nodePort'));
  return `${number(at(port, 'port'))}${node ? `:${node}` : ''}/${string(at(port, 'protocol')) || 'TCP'}`;
}

function sourceText(object: StoredObject): string {
  const [component, host] = [string(at(object, 'source', 'component')), string(at(object, 'source', 'host'))];
  const reporter = string(at(object, 'reportingComponent'));
  if (component) return host ? `${component}, ${host}` : component;
  return reporter;
}

function nodeStatus(object: StoredObject): string {
  const ready = list(at(object, 'status', 'conditions')).find((condition) => at(condition, 'type') === 'Ready');
  const status = ready === undefined ? 'Unknown' : at(ready, 'status') === 'True' ? 'Ready' : 'NotReady';
  return at(object, 'spec', 'unschedulable') === true ? `${status},SchedulingDisabled` : status;
}

function nodeRoles({ metadata }: StoredObject): string {
  const prefix = 'node-role.kubernetes.io/';
  const roles = Object.keys(metadata.labels ?? {})
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
  return roles.toSorted().join(',') || '<none>';
}

function nodeAddress(object: StoredObject, type: string): string {
  const found = list(at(object, 'status', 'addresses')).find((address) => at(address, 'type') === type);
  return string(at(found, 'address')) || '<none>';
}

function jsonOrNull(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}
