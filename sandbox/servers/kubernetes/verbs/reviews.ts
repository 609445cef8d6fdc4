import { isRecord } from '../../../store/json.ts';
import { timestamp } from '../../../store/memory-store.ts';
import type { Ask } from '../access/authorizer.ts';
import type { User } from '../access/users.ts';
import type { Api } from '../context.ts';
import { decodeObject } from '../decode/object-body.ts';
import { at, type Doc } from '../objects/doc.ts';
import { json, type Reply } from '../reply.ts';
import { badRequest, done, invalid, methodNotAllowed, type Outcome } from '../status.ts';

export interface ReviewCall {
  readonly user: User;
  readonly verb: string;
  readonly body: Buffer;
  readonly contentType: string | undefined;
}
type Review = (api: Api, call: ReviewCall, doc: Doc) => Outcome<Doc>;

/** The resources that are questions: nothing of them is stored. By group, then plural. */
const reviews: { readonly [name: string]: { readonly kind: string; readonly answer: Review } } = {
  'authentication.k8s.io/selfsubjectreviews': { kind: 'SelfSubjectReview', answer: whoAmI },
  'authorization.k8s.io/selfsubjectaccessreviews': { kind: 'SelfSubjectAccessReview', answer: mayI },
  'authorization.k8s.io/selfsubjectrulesreviews': { kind: 'SelfSubjectRulesReview', answer: whatMayI },
};

export function reviewKind(group: string, plural: string): string | undefined {
  return reviews[`${group}/${plural}`]?.kind;
}

export function review(api: Api, group: string, plural: string, call: ReviewCall): Outcome<Reply> {
  const known = reviews[`${group}/${plural}`];
  if (!known || call.verb !== 'create') return methodNotAllowed();
  const decoded = decodeObject(call.body, call.contentType, known.kind);
  if (!decoded.ok) return decoded;
  const answered = known.answer(api, call, decoded.value);
  if (!answered.ok) return answered;
  return done(json(201, JSON.stringify({ kind: known.kind, apiVersion: `${group}/v1`, ...answered.value })));
}

function whoAmI(api: Api, { user }: ReviewCall): Outcome<Doc> {
  const userInfo = { username: user.name, uid: user.name, groups: user.groups };
  return done({ metadata: { creationTimestamp: timestamp(api.clock.now()) }, status: { userInfo } });
}

function mayI(api: Api, { user }: ReviewCall, doc: Doc): Outcome<Doc> {
  const spec = at(doc, 'spec');
  const resource = at(spec, 'resourceAttributes');
  const path = at(spec, 'nonResourceAttributes');
  if (isRecord(resource) === isRecord(path)) {
    const message = 'Invalid value: "null": exactly one of nonResourceAttributes or resourceAttributes must be specified';
    const kind = typeof doc['kind'] === 'string' ? doc['kind'] : '';
    return invalid(kind, 'authorization.k8s.io', '', [{ field: 'spec.resourceAttributes', type: 'FieldValueInvalid', message }]);
  }
  const verdict = api.authorizer.may(user, askOf(resource, path));
  return done({ metadata: { creationTimestamp: null }, spec, status: verdict });
}

function askOf(resource: unknown, path: unknown): Ask {
  const text = (of: unknown, key: string) => String(at(of, key) ?? '');
  if (!isRecord(resource)) return { verb: text(path, 'verb'), path: text(path, 'path') };
  return {
    verb: text(resource, 'verb'),
    group: text(resource, 'group'),
    resource: text(resource, 'resource'),
    subresource: text(resource, 'subresource'),
    namespace: text(resource, 'namespace'),
    name: text(resource, 'name'),
  };
}

function whatMayI(api: Api, { user }: ReviewCall, doc: Doc): Outcome<Doc> {
  const namespace = at(doc, 'spec', 'namespace');
  if (typeof namespace !== 'string' || namespace === '') return badRequest('no namespace on request');
  const rules = api.authorizer.rulesOf(user, namespace);
  const resourceRules = rules.flatMap(({ verbs, apiGroups, resources, resourceNames }) =>
    resources ? [{ verbs, apiGroups, resources, ...(resourceNames ? { resourceNames } : {}) }] : [],
  );
  const nonResourceRules = rules.flatMap(({ verbs, nonResourceURLs }) => (nonResourceURLs ? [{ verbs, nonResourceURLs }] : []));
  return done({ metadata: { creationTimestamp: null }, spec: {}, status: { resourceRules, nonResourceRules, incomplete: false } });
}
