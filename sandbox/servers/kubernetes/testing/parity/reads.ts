import { at } from '../../objects/doc.ts';
import { isRecord } from '../../../../store/json.ts';
import type { ParityCase } from './case.ts';
import { whole } from './normalise.ts';
import { configmap, table } from './objects.ts';

const q = encodeURIComponent;
const sar = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const labelled = 'notkube in (x),'; // keeps objects other controllers make out of the lists
const columnsOnly = (body: unknown) => {
  const columns = at(body, 'columnDefinitions');
  return Array.isArray(columns)
    ? columns.map((column) => [at(column, 'name'), at(column, 'type'), at(column, 'format'), at(column, 'priority')].join(' '))
    : body;
};
const named = (body: unknown) =>
  isRecord(body) && Array.isArray(body['items'])
    ? body['items'].map((item) => at(item, 'metadata', 'name'))
    : [at(body, 'message'), at(body, 'reason'), at(body, 'code')];
const make = (configmaps: string) =>
  [0, 1, 2, 3, 4].map((i) => ({
    method: 'POST',
    path: configmaps,
    body: configmap(`r${i}`, { labels: { i: String(i), notkube: 'x' } }),
    silent: true,
  }));

/** Reading: lists, watches, tables, selectors, refusals. */
export const readCases: readonly ParityCase[] = [
  {
    name: 'get what is not there',
    send: ({ configmaps, rollouts }) => [{ path: `${configmaps}/nope` }, { path: `${rollouts}/nope` }, { path: '/api/v1/namespaces/nope' }],
  },
  {
    name: 'unknown groups, versions and resources',
    send: () =>
      [
        '/apis/nope.io/v1/widgets',
        '/apis/nope.io',
        '/apis/apps/v9',
        '/apis/apps/v1/nothings',
        '/apis/argoproj.io/v1alpha1/nothings',
        '/api/v1/nothings',
        '/nope',
        '/api/v1/pods/x',
        '/api/v2',
      ].map((path) => ({ path })),
  },
  {
    name: 'methods that are not allowed',
    send: ({ configmaps }) => [
      { method: 'POST', path: `${configmaps}/x`, body: configmap('x') },
      { method: 'PUT', path: configmaps, body: configmap('x') },
      { method: 'PATCH', path: configmaps, body: {}, type: 'application/merge-patch+json' },
      { method: 'DELETE', path: '/api/v1/namespaces' },
      { path: sar },
    ],
  },
  {
    name: 'lists in pieces',
    send: ({ configmaps }) => [
      ...make(configmaps),
      { path: `${configmaps}?limit=2&labelSelector=notkube`, show: (body) => [named(body), typeof at(body, 'metadata', 'continue')] },
      { path: `${configmaps}?limit=50&labelSelector=notkube` },
    ],
  },
  {
    // An exact old version is left out: whether it is still kept depends on the age of the real server.
    name: 'lists that cannot be',
    send: ({ configmaps }) =>
      [
        'limit=abc',
        'limit=2&continue=nope',
        'resourceVersion=abc',
        'resourceVersionMatch=Exact',
        'resourceVersion=5&resourceVersionMatch=Nope',
        'resourceVersion=0&resourceVersionMatch=Exact',
        'sendInitialEvents=true',
      ].map((query) => ({ path: `${configmaps}?${query}` })),
  },
  { name: 'a version that is still to come', send: ({ configmaps }) => [{ path: `${configmaps}?resourceVersion=999999999` }] },
  {
    name: 'label selectors',
    send: ({ configmaps }) =>
      ['i in (1,2)', 'i notin (1,2)', '!i', 'i', 'i!=1', 'i>2', 'i<2', 'i==3', 'i in (1),i', 'i='].map((selector) => ({
        path: `${configmaps}?labelSelector=${q(labelled + selector)}`,
        show: named,
      })),
  },
  {
    name: 'label selectors that are none',
    send: ({ configmaps }) =>
      ['i in', 'x=(', 'i in (1', '=a', 'i=1,', 'Bad Key=1', 'a=b c', ',', 'a in 1'].map((selector) => ({
        path: `${configmaps}?labelSelector=${q(selector)}`,
      })),
  },
  {
    name: 'field selectors',
    send: ({ configmaps, pods, rollouts, events }) =>
      [
        `${configmaps}?fieldSelector=metadata.name%3Dr1`,
        `${configmaps}?fieldSelector=metadata.name!%3Dr1&labelSelector=notkube`,
        `${configmaps}?fieldSelector=data.a%3D1`,
        `${configmaps}?fieldSelector=bad`,
        `${pods}?fieldSelector=status.phase%3DGone`,
        `${pods}?fieldSelector=spec.nodeName%3Dx`,
        `${pods}?fieldSelector=status.nope%3Dx`,
        `${rollouts}?fieldSelector=metadata.name%3Dnone`,
        `${rollouts}?fieldSelector=status.phase%3Dx`,
        `${events}?fieldSelector=involvedObject.name%3Dnone,type%3DWarning`,
      ].map((path) => ({ path, show: named })),
  },
  {
    name: 'watches: from now, with selectors',
    send: ({ configmaps }) => [
      { path: `${configmaps}?watch=1&timeoutSeconds=1&labelSelector=i%3D1` },
      { path: `${configmaps}?watch=1&timeoutSeconds=1&resourceVersion=0&fieldSelector=metadata.name%3Dr2` },
    ],
  },
  {
    name: 'watches: too old, none, and words that are none',
    send: ({ configmaps }) =>
      [
        'resourceVersion=1',
        'resourceVersion=abc',
        'timeoutSeconds=x',
        'sendInitialEvents=true',
        'sendInitialEvents=true&resourceVersionMatch=NotOlderThan',
        'resourceVersionMatch=NotOlderThan',
      ].map((query) => ({ path: `${configmaps}?watch=1&${query}${query.includes('timeout') ? '' : '&timeoutSeconds=1'}` })),
  },
  {
    name: 'a watch from a version to come',
    send: ({ configmaps }) => [{ path: `${configmaps}?watch=1&timeoutSeconds=1&resourceVersion=999999999`, show: () => 'nothing' }],
  },
  {
    name: 'the columns of every kind',
    send: ({ namespace }) =>
      [
        '/api/v1/namespaces',
        '/api/v1/nodes',
        ...['pods', 'services', 'configmaps', 'events'].map((each) => `/api/v1/namespaces/${namespace}/${each}`),
        ...['deployments', 'replicasets'].map((each) => `/apis/apps/v1/namespaces/${namespace}/${each}`),
        ...['rollouts', 'analysisruns', 'analysistemplates', 'experiments'].map(
          (each) => `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/${each}`,
        ),
        `/apis/networking.k8s.io/v1/namespaces/${namespace}/ingresses`,
        `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/httproutes`,
        `/apis/networking.istio.io/v1/namespaces/${namespace}/virtualservices`,
        '/apis/rbac.authorization.k8s.io/v1/clusterroles',
        '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
      ].map((path) => ({ path: `${path}?limit=1`, accept: table, show: columnsOnly })),
  },
  {
    name: 'cells of a table',
    send: ({ configmaps }) => [
      {
        path: `${configmaps}?labelSelector=i%3D2`,
        accept: table,
        show: (body) => {
          const rows = at(body, 'rows');
          return Array.isArray(rows)
            ? rows.map((row) => [JSON.stringify(at(row, 'cells')).replace(/"\d+s"/, 'AGE'), at(row, 'object', 'kind')])
            : body;
        },
      },
    ],
  },
  {
    name: 'a watch as a table',
    send: ({ configmaps }) => [
      {
        path: `${configmaps}?watch=1&timeoutSeconds=1&labelSelector=i%3D2`,
        accept: table,
        show: (body) => [at(body, 'type'), at(body, 'object', 'kind'), columnsOnly(at(body, 'object'))],
      },
    ],
  },
  {
    name: 'metadata alone',
    send: ({ configmaps }) => [
      { path: `${configmaps}?labelSelector=i%3D2`, accept: 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io' },
      { path: `${configmaps}/r2`, accept: 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io' },
    ],
  },
  {
    name: 'representations nobody has',
    send: ({ configmaps }) =>
      ['text/html', 'application/json;as=Table;v=v9;g=meta.k8s.io'].map((accept) => ({ path: `${configmaps}/r2`, accept })),
  },
  {
    name: 'a VirtualService in each of its versions',
    send: ({ namespace }) => {
      const of = (version: string) => `/apis/networking.istio.io/${version}/namespaces/${namespace}/virtualservices`;
      const body = {
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        metadata: { name: 'vs' },
        spec: { hosts: ['a'], http: [{ route: [{ destination: { host: 'a' }, weight: 100 }] }] },
      };
      const weight = [{ op: 'replace', path: '/spec/http/0/route/0/weight', value: 90 }];
      return [
        { method: 'POST', path: of('v1'), body, show: whole },
        { path: `${of('v1beta1')}/vs`, show: whole },
        { path: of('v1alpha3') },
        { method: 'PATCH', path: `${of('v1beta1')}/vs`, body: weight, type: 'application/json-patch+json', show: whole },
        { path: `${of('v1')}/vs`, show: whole },
        { path: `${of('v1beta1')}?watch=1&timeoutSeconds=1`, show: (event) => [at(event, 'type'), whole(at(event, 'object'))] },
        { path: `${of('v9')}/vs` },
        { path: '/apis/networking.istio.io', show: whole },
      ];
    },
  },
  {
    name: 'an HTTPRoute: its defaults',
    send: ({ namespace }) => {
      const rules = [
        {
          backendRefs: [
            { name: 'stable', port: 80, weight: 90 },
            { name: 'canary', port: 80 },
          ],
        },
      ];
      const body = {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { name: 'hr' },
        spec: { parentRefs: [{ name: 'gw' }], rules },
      };
      return [{ method: 'POST', path: `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/httproutes`, body, show: whole }];
    },
  },
  { name: 'health', send: () => ['/livez', '/readyz', '/healthz'].map((path) => ({ path })) },
  { name: 'a namespace: its defaults', send: ({ namespace }) => [{ path: `/api/v1/namespaces/${namespace}`, show: whole }] },
];
