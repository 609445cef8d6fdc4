import { at } from '../../objects/doc.ts';
import type { ParityCase } from './case.ts';
import { whole } from './normalise.ts';
import { configmap } from './objects.ts';

const sar = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const status = (body: unknown) => at(body, 'status') ?? body;

/** Who may what, and how a refusal reads. */
export const accessCases: readonly ParityCase[] = [
  {
    name: 'refusals, word for word',
    send: ({ namespace, rollouts, deployments, configmaps }) => [
      { user: 'viewer', path: `/api/v1/namespaces/${namespace}/secrets` },
      { user: 'viewer', path: '/api/v1/secrets' },
      { user: 'viewer', method: 'DELETE', path: `${rollouts}/x` },
      { user: 'viewer', method: 'PATCH', path: `${rollouts}/x/status`, body: {}, type: 'application/merge-patch+json' },
      { user: 'responder', method: 'PATCH', path: `${rollouts}/x`, body: {}, type: 'application/merge-patch+json' },
      { user: 'on-call', method: 'PATCH', path: `${deployments}/x/scale`, body: {}, type: 'application/merge-patch+json' },
      { user: 'conductor', method: 'POST', path: configmaps, body: configmap('x') },
      { user: 'viewer', method: 'DELETE', path: `/api/v1/namespaces/${namespace}` },
      { user: 'viewer', path: '/nope' },
      { user: 'viewer', path: '/apis/nope.io/v1/widgets' },
      { user: 'viewer', path: '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings' },
      { user: 'viewer', method: 'DELETE', path: rollouts },
    ],
  },
  {
    name: 'nobody, and a token nobody has',
    send: ({ configmaps }) => [
      { user: 'nobody', path: configmaps },
      { user: 'nobody', path: '/apis' },
      { user: 'nobody', path: '/livez' },
      { user: 'nobody', path: configmaps, headers: { authorization: 'Bearer wrong' } },
    ],
  },
  {
    name: 'who am I',
    send: () =>
      ['admin', 'on-call'].map((user) => ({
        user,
        method: 'POST',
        path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
        body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
        show: status,
      })),
  },
  {
    name: 'may I',
    send: ({ namespace }) =>
      ['viewer', 'responder', 'on-call', 'conductor', 'admin'].flatMap((user) =>
        [
          { resource: 'rollouts', subresource: 'status' },
          { resource: 'rollouts' },
          { resource: 'rollouts', verb: 'delete' },
          { resource: 'rollouts/status' },
        ].map((attributes) => ({
          user,
          method: 'POST',
          path: sar,
          body: { spec: { resourceAttributes: { verb: 'patch', group: 'argoproj.io', namespace, ...attributes } } },
          show: status,
        })),
      ),
  },
  {
    name: 'may I: a path, nothing',
    send: () =>
      [{ nonResourceAttributes: { path: '/nope', verb: 'get' } }, {}].map((spec) => ({
        user: 'viewer',
        method: 'POST',
        path: sar,
        body: { spec },
        show: status,
      })),
  },
  {
    name: 'my rules',
    send: ({ namespace }) => [
      { user: 'responder', method: 'POST', path: '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', body: { spec: {} } },
      {
        user: 'responder',
        method: 'POST',
        path: '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
        body: { spec: { namespace } },
        show: (body) => sorted(at(body, 'status', 'resourceRules')),
      },
    ],
  },
];

function sorted(rules: unknown): unknown {
  return Array.isArray(rules) ? rules.map((rule) => JSON.stringify(whole(rule))).toSorted() : rules;
}
