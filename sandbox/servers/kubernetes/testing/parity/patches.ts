import { at } from '../../objects/doc.ts';
import type { ParityCase } from './case.ts';
import { whole } from './normalise.ts';
import { configmap, deployment, jsonPatchType, merge, rollout, strategic } from './objects.ts';

const data = (body: unknown) => whole(at(body, 'data') ?? body);
const containers = (body: unknown) => whole(at(body, 'spec', 'template', 'spec', 'containers') ?? body);
const main = (container: object) => ({ spec: { template: { spec: { containers: [container] } } } });

/** Every kind of patch, and what is wrong with some. */
export const patchCases: readonly ParityCase[] = [
  {
    name: 'merge patch',
    send: ({ configmaps }) => [
      { method: 'POST', path: configmaps, body: configmap('p1'), silent: true },
      { method: 'PATCH', path: `${configmaps}/p1`, body: { data: { a: null, b: '2' } }, type: merge, show: data },
    ],
  },
  {
    name: 'a merge patch that is none',
    send: ({ configmaps, rollouts }) => [
      { method: 'POST', path: rollouts, body: rollout('pr'), silent: true },
      ...['{bad', '[]', '', '"x"', '{"a":1}x', 'nul'].flatMap((body) =>
        [configmaps, rollouts].map((path) => ({ method: 'PATCH', path: `${path}/${path === rollouts ? 'pr' : 'p1'}`, body, type: merge })),
      ),
    ],
  },
  {
    name: 'a merge patch of what is not there',
    send: ({ rollouts }) => [{ method: 'PATCH', path: `${rollouts}/nope`, body: {}, type: merge }],
  },
  {
    name: 'a merge patch on an older version',
    send: ({ configmaps, rollouts }) =>
      [`${configmaps}/p1`, `${rollouts}/pr`].map((path) => ({
        method: 'PATCH',
        path,
        body: { metadata: { resourceVersion: '1' } },
        type: merge,
      })),
  },
  {
    name: 'a merge patch of the name',
    send: ({ configmaps }) => [{ method: 'PATCH', path: `${configmaps}/p1`, body: { metadata: { name: 'x' } }, type: merge }],
  },
  {
    name: 'a merge patch of the uid',
    send: ({ configmaps, rollouts }) =>
      [`${configmaps}/p1`, `${rollouts}/pr`].map((path) => ({ method: 'PATCH', path, body: { metadata: { uid: 'x' } }, type: merge })),
  },
  {
    name: 'a merge patch of the kind or version',
    send: ({ rollouts }) =>
      [{ kind: 'Pod' }, { apiVersion: 'v9' }].map((body) => ({ method: 'PATCH', path: `${rollouts}/pr`, body, type: merge })),
  },
  {
    name: 'a merge patch with a wrong type',
    send: ({ rollouts }) => [{ method: 'PATCH', path: `${rollouts}/pr`, body: { spec: { replicas: 'x' } }, type: merge }],
  },
  {
    name: 'a merge patch with an unknown field',
    send: ({ rollouts }) => [{ method: 'PATCH', path: `${rollouts}/pr`, body: { spec: { wat: 1 } }, type: merge }],
  },
  {
    name: 'a merge patch of the generation',
    send: ({ rollouts }) => [
      {
        method: 'PATCH',
        path: `${rollouts}/pr?dryRun=All`,
        body: { metadata: { generation: 77 } },
        type: merge,
        show: (body) => at(body, 'metadata', 'generation') === 77,
      },
    ],
  },
  {
    name: 'JSON patch',
    send: ({ configmaps }) => [
      {
        method: 'PATCH',
        path: `${configmaps}/p1`,
        body: [
          { op: 'add', path: '/data/c', value: '3' },
          { op: 'replace', path: '/data/z', value: '9' },
          { op: 'copy', from: '/data/none', path: '/data/y' },
          { op: 'move', from: '/data/c', path: '/data/d' },
        ],
        type: jsonPatchType,
        show: data,
      },
    ],
  },
  {
    name: 'JSON patches that do not apply',
    send: ({ configmaps }) =>
      [
        [{ op: 'test', path: '/data/b', value: '9' }],
        [{ op: 'test', path: '/data/none', value: '9' }],
        [{ op: 'remove', path: '/data/none' }],
        [{ op: 'add', path: '/none/x', value: '1' }],
        [{ op: 'frob', path: '/data/b', value: '1' }],
        [{ op: 'move', from: '/data/none', path: '/data/x' }],
        [{ op: 'add', path: 'data/b', value: '1' }],
      ].map((body) => ({ method: 'PATCH', path: `${configmaps}/p1`, body, type: jsonPatchType })),
  },
  {
    name: 'JSON patches that are none',
    send: ({ configmaps }) =>
      ['{bad', '{}', '"x"'].map((body) => ({ method: 'PATCH', path: `${configmaps}/p1`, body, type: jsonPatchType })),
  },
  {
    name: 'a JSON patch with too many operations',
    send: ({ configmaps }) => [
      {
        method: 'PATCH',
        path: `${configmaps}/p1`,
        body: Array.from({ length: 10_001 }, () => ({ op: 'test', path: '/data/b', value: '2' })),
        type: jsonPatchType,
      },
    ],
  },
  {
    name: 'strategic merge of a container',
    send: ({ deployments }) => [
      { method: 'POST', path: deployments, body: deployment('pd'), silent: true },
      {
        method: 'PATCH',
        path: `${deployments}/pd`,
        body: main({ name: 'main', env: [{ name: 'B', value: '2' }], ports: [{ containerPort: 81 }] }),
        type: strategic,
        show: containers,
      },
    ],
  },
  {
    name: 'strategic merge that adds and deletes',
    send: ({ deployments }) => [
      {
        method: 'PATCH',
        path: `${deployments}/pd`,
        body: {
          spec: {
            template: {
              spec: {
                containers: [
                  { name: 'side', image: 's:1' },
                  { name: 'main', env: [{ name: 'A', $patch: 'delete' }] },
                ],
              },
            },
          },
        },
        type: strategic,
        show: containers,
      },
    ],
  },
  {
    name: 'strategic merge with an order',
    send: ({ deployments }) => [
      {
        method: 'PATCH',
        path: `${deployments}/pd`,
        body: {
          spec: {
            template: {
              spec: { '$setElementOrder/containers': [{ name: 'side' }, { name: 'main' }], containers: [{ name: 'main', image: 'i:2' }] },
            },
          },
        },
        type: strategic,
        show: containers,
      },
    ],
  },
  {
    name: 'strategic merge without a key',
    send: ({ deployments }) => [{ method: 'PATCH', path: `${deployments}/pd`, body: main({ image: 'x' }), type: strategic }],
  },
  {
    name: 'strategic merge with a wrong type',
    send: ({ deployments, configmaps }) => [
      { method: 'PATCH', path: `${deployments}/pd`, body: { spec: { replicas: 'x' } }, type: strategic },
      { method: 'PATCH', path: `${configmaps}/p1`, body: { data: { a: 7 } }, type: strategic },
    ],
  },
  {
    name: 'replicas below zero',
    send: ({ deployments, rollouts }) =>
      [`${deployments}/pd`, `${deployments}/pd/scale`, `${rollouts}/pr/scale`].map((path) => ({
        method: 'PATCH',
        path,
        body: { spec: { replicas: -1 } },
        type: merge,
      })),
  },
  {
    name: 'strategic merge of a custom resource',
    send: ({ rollouts }) => [
      { method: 'PATCH', path: `${rollouts}/pr`, body: {}, type: strategic },
      { method: 'PATCH', path: `${rollouts}/pr/scale`, body: {}, type: strategic },
    ],
  },
  {
    name: 'patches of unknown types',
    send: ({ configmaps, rollouts }) =>
      ['application/json', 'text/plain'].flatMap((type) =>
        [`${configmaps}/p1`, `${rollouts}/pr`].map((path) => ({ method: 'PATCH', path, body: {}, type })),
      ),
  },
  {
    name: 'force without apply',
    send: ({ configmaps }) => [{ method: 'PATCH', path: `${configmaps}/p1?force=true`, body: {}, type: merge }],
  },
  {
    name: 'a status patch leaves spec alone',
    send: ({ deployments }) => [
      {
        method: 'PATCH',
        path: `${deployments}/pd/status?dryRun=All`,
        body: { spec: { replicas: 7 }, status: { observedGeneration: 5 } },
        type: merge,
        show: (body) => [at(body, 'spec', 'replicas'), at(body, 'status', 'observedGeneration')],
      },
    ],
  },
  {
    name: 'a patch leaves status alone',
    send: ({ rollouts }) => [
      {
        method: 'PATCH',
        path: `${rollouts}/pr?dryRun=All`,
        body: { status: { message: 'no' } },
        type: merge,
        show: (body) => at(body, 'status', 'message') ?? null,
      },
    ],
  },
  {
    name: 'unknown subresources',
    send: ({ rollouts, deployments }) => [
      { method: 'PATCH', path: `${rollouts}/pr/nope`, body: {}, type: merge },
      { path: `${deployments}/pd/nope` },
      { path: `${rollouts.replace('rollouts', 'analysisruns')}/x/status` },
    ],
  },
];
