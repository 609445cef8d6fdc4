import { at } from '../../objects/doc.ts';
import type { ParityCase } from './case.ts';
import { whole } from './normalise.ts';
import { apply, configmap, merge, rollout } from './objects.ts';

const data = (body: unknown) => whole(at(body, 'data') ?? body);
const owners = (body: unknown) => {
  const entries = at(body, 'metadata', 'managedFields');
  return Array.isArray(entries) ? entries.map((entry) => [at(entry, 'manager'), at(entry, 'operation'), at(entry, 'fieldsV1')]) : body;
};

/** Server-side apply: who owns what, and what happens when two do. */
export const applyCases: readonly ParityCase[] = [
  {
    name: 'apply makes an object',
    send: ({ configmaps }) => [
      {
        method: 'PATCH',
        path: `${configmaps}/s1?fieldManager=one`,
        body: configmap('s1', {}, { a: '1', b: '2' }),
        type: apply,
        show: owners,
      },
    ],
  },
  {
    name: 'apply without a manager',
    send: ({ configmaps }) => [{ method: 'PATCH', path: `${configmaps}/s1`, body: configmap('s1'), type: apply }],
  },
  {
    name: 'apply: conflicts',
    send: ({ configmaps }) =>
      [{ a: '2' }, { a: '2', b: '3' }].map((values) => ({
        method: 'PATCH',
        path: `${configmaps}/s1?fieldManager=two`,
        body: configmap('s1', {}, values),
        type: apply,
      })),
  },
  {
    name: 'apply: shared, then by force',
    send: ({ configmaps }) =>
      ['', '&force=true'].map((force) => ({
        method: 'PATCH',
        path: `${configmaps}/s1?fieldManager=two${force}`,
        body: configmap('s1', {}, { a: force ? '2' : '1' }),
        type: apply,
        show: owners,
      })),
  },
  {
    name: 'apply after an update: conflict, then letting go',
    send: ({ configmaps }) => [
      { method: 'PATCH', path: `${configmaps}/s1?fieldManager=ed`, body: { data: { b: '9' } }, type: merge, show: owners },
      { method: 'PATCH', path: `${configmaps}/s1?fieldManager=one`, body: configmap('s1', {}, { b: '2' }), type: apply },
      { method: 'PATCH', path: `${configmaps}/s1?fieldManager=two`, body: configmap('s1', {}, { c: '3' }), type: apply, show: data },
    ],
  },
  {
    name: 'apply of something else',
    send: ({ configmaps }) =>
      [
        { apiVersion: 'v1', kind: 'Pod', metadata: { name: 's1' } },
        configmap('other'),
        { metadata: { name: 's1' } },
        configmap('s1', { managedFields: [{ manager: 'x' }] }),
        'bad: [',
      ].map((body) => ({ method: 'PATCH', path: `${configmaps}/s1?fieldManager=one`, body, type: apply })),
  },
  {
    name: 'apply of a Rollout: conflicts',
    send: ({ rollouts }) =>
      [rollout('sr'), rollout('sr', { replicas: 1, strategy: { canary: { steps: [] } } })].map((body, index) => ({
        method: 'PATCH',
        path: `${rollouts}/sr?fieldManager=m${index}`,
        body,
        type: apply,
      })),
  },
];
