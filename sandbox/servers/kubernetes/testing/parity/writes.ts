import { at } from '../../objects/doc.ts';
import type { ParityCase } from './case.ts';
import { whole } from './normalise.ts';
import { configmap, deployment, merge, rollout } from './objects.ts';

const spec = (body: unknown) => whole(at(body, 'spec'));

/** Creating, replacing, deleting. */
export const writeCases: readonly ParityCase[] = [
  { name: 'create', send: ({ configmaps }) => [{ method: 'POST', path: configmaps, body: configmap('w1'), show: whole }] },
  { name: 'create what exists', send: ({ configmaps }) => [{ method: 'POST', path: configmaps, body: configmap('w1') }] },
  {
    name: 'create a Rollout that exists',
    send: ({ rollouts }) => [1, 2].map(() => ({ method: 'POST', path: rollouts, body: rollout('wr') })),
  },
  {
    name: 'create in a namespace that is not there',
    send: () => [{ method: 'POST', path: '/api/v1/namespaces/no-such/configmaps', body: configmap('x') }],
  },
  {
    name: 'create for another namespace',
    send: ({ configmaps }) => [{ method: 'POST', path: configmaps, body: configmap('x', { namespace: 'other' }) }],
  },
  {
    name: 'create with a resourceVersion',
    send: ({ configmaps }) => [{ method: 'POST', path: configmaps, body: configmap('x', { resourceVersion: '7' }) }],
  },
  { name: 'create without a name', send: ({ configmaps }) => [{ method: 'POST', path: configmaps, body: configmap('') }] },
  {
    name: 'create with a bad name',
    send: ({ configmaps, rollouts }) => [
      { method: 'POST', path: configmaps, body: configmap('Bad_Name') },
      { method: 'POST', path: rollouts, body: rollout('Bad_Name') },
    ],
  },
  {
    name: 'create with bad labels',
    send: ({ configmaps }) => [
      { method: 'POST', path: configmaps, body: configmap('x', { labels: { 'bad label': 'x' } }) },
      { method: 'POST', path: configmaps, body: configmap('x', { labels: { a: 'b c' } }) },
    ],
  },
  {
    name: 'create another kind',
    send: ({ configmaps, rollouts }) => [
      { method: 'POST', path: configmaps, body: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' } } },
      { method: 'POST', path: rollouts, body: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' } } },
    ],
  },
  {
    name: 'create another version',
    send: ({ configmaps }) => [
      { method: 'POST', path: configmaps, body: { apiVersion: 'v2', kind: 'ConfigMap', metadata: { name: 'x' } } },
    ],
  },
  {
    name: 'create malformed JSON',
    send: ({ configmaps, rollouts }) =>
      ['{bad', '', '[]'].flatMap((body) => [
        { method: 'POST', path: configmaps, body },
        { method: 'POST', path: rollouts, body },
      ]),
  },
  {
    name: 'create a Rollout without a spec',
    send: ({ rollouts }) => [
      { method: 'POST', path: rollouts, body: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'x' } } },
    ],
  },
  {
    name: 'create a Rollout with a wrong type',
    send: ({ rollouts }) => [{ method: 'POST', path: rollouts, body: rollout('x', { replicas: 'x' }) }],
  },
  {
    name: 'unknown fields, strictly',
    send: ({ rollouts }) => [
      { method: 'POST', path: `${rollouts}?fieldValidation=Strict`, body: { ...rollout('x', { wat: 1 }), nope: 1 } },
    ],
  },
  {
    name: 'unknown fields, with a warning',
    send: ({ rollouts }) => [{ method: 'POST', path: `${rollouts}?dryRun=All`, body: rollout('x', { wat: 1 }) }],
  },
  {
    name: 'create a Deployment: its defaults',
    send: ({ deployments }) => [{ method: 'POST', path: deployments, body: deployment('wd'), show: whole }],
  },
  {
    name: 'create a Deployment without anything',
    send: ({ deployments }) => [
      { method: 'POST', path: deployments, body: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'x' } } },
    ],
  },
  {
    name: 'create a Service: its defaults',
    send: ({ services }) => [
      {
        method: 'POST',
        path: services,
        body: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'ws' }, spec: { selector: { a: 'b' }, ports: [{ port: 80 }] } },
        show: spec,
      },
    ],
  },
  {
    name: 'create an Event for another namespace',
    send: ({ events }) => [
      {
        method: 'POST',
        path: events,
        body: {
          apiVersion: 'v1',
          kind: 'Event',
          metadata: { name: 'we' },
          involvedObject: { kind: 'Pod', name: 'p', namespace: 'other' },
          reason: 'R',
        },
      },
    ],
  },
  { name: 'create as text', send: ({ configmaps }) => [{ method: 'POST', path: configmaps, body: configmap('x'), type: 'text/plain' }] },
  {
    name: 'create as YAML',
    send: ({ configmaps }) => [
      {
        method: 'POST',
        path: `${configmaps}?dryRun=All`,
        body: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: wy}\ndata: {a: "b"}\n',
        type: 'application/yaml',
        show: whole,
      },
    ],
  },
  {
    name: 'dry run of a create',
    send: ({ configmaps }) => [
      { method: 'POST', path: `${configmaps}?dryRun=All`, body: configmap('dry'), show: whole },
      { path: `${configmaps}/dry` },
    ],
  },
  {
    name: 'a dry run of another kind',
    send: ({ configmaps }) => [{ method: 'POST', path: `${configmaps}?dryRun=Some`, body: configmap('dry') }],
  },
  {
    name: 'a body of more than 3 MiB',
    send: ({ configmaps }) => [{ method: 'POST', path: configmaps, body: configmap('big', {}, { a: 'x'.repeat(3 * 1024 * 1024) }) }],
  },
  {
    name: 'a ConfigMap of more than 1 MiB',
    send: ({ configmaps }) => [{ method: 'POST', path: configmaps, body: configmap('big', {}, { a: 'x'.repeat(1_048_577) }) }],
  },
  {
    name: 'replace',
    send: ({ configmaps }) => [{ method: 'PUT', path: `${configmaps}/w1`, body: configmap('w1', {}, { b: '2' }), show: whole }],
  },
  { name: 'replace what is not there', send: ({ configmaps }) => [{ method: 'PUT', path: `${configmaps}/nope`, body: configmap('nope') }] },
  { name: 'replace under another name', send: ({ configmaps }) => [{ method: 'PUT', path: `${configmaps}/w1`, body: configmap('w2') }] },
  {
    name: 'replace an older version',
    send: ({ configmaps, rollouts }) => [
      { method: 'PUT', path: `${configmaps}/w1`, body: configmap('w1', { resourceVersion: '1' }) },
      { method: 'PUT', path: `${rollouts}/wr`, body: { ...rollout('wr'), metadata: { name: 'wr', resourceVersion: '1' } } },
    ],
  },
  {
    name: 'replace with a version that is none',
    send: ({ configmaps }) => [{ method: 'PUT', path: `${configmaps}/w1`, body: configmap('w1', { resourceVersion: 'abc' }) }],
  },
  {
    name: 'replace another object of the name',
    send: ({ configmaps }) => [{ method: 'PUT', path: `${configmaps}/w1`, body: configmap('w1', { uid: 'nope' }) }],
  },
  {
    name: 'replace a custom resource without a version',
    send: ({ rollouts }) => [{ method: 'PUT', path: `${rollouts}/wr`, body: rollout('wr') }],
  },
  {
    name: 'change a selector',
    send: ({ deployments }) => [
      { method: 'PATCH', path: `${deployments}/wd`, body: { spec: { selector: { matchLabels: { x: 'y' } } } }, type: merge },
    ],
  },
  {
    name: 'delete with another uid or version',
    send: ({ configmaps }) => [
      { method: 'DELETE', path: `${configmaps}/w1`, body: { preconditions: { uid: 'nope' } } },
      { method: 'DELETE', path: `${configmaps}/w1`, body: { preconditions: { resourceVersion: '1' } } },
    ],
  },
  {
    name: 'delete in a way there is not',
    send: ({ configmaps }) => [{ method: 'DELETE', path: `${configmaps}/w1`, body: { propagationPolicy: 'Nope' } }],
  },
  {
    name: 'delete, dry and for real, then again',
    send: ({ configmaps }) => [
      { method: 'DELETE', path: `${configmaps}/w1?dryRun=All` },
      { method: 'DELETE', path: `${configmaps}/w1` },
      { method: 'DELETE', path: `${configmaps}/w1` },
    ],
  },
  {
    name: 'delete by label',
    send: ({ configmaps }) => [
      { method: 'POST', path: configmaps, body: configmap('wl', { labels: { gone: 'yes' } }), silent: true },
      { method: 'DELETE', path: `${configmaps}?labelSelector=gone%3Dyes` },
      { path: `${configmaps}/wl` },
    ],
  },
  { name: 'delete a namespace of the system', send: () => [{ method: 'DELETE', path: '/api/v1/namespaces/default' }] },
];
