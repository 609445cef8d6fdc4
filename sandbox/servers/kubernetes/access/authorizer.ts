import type { ObjectStore } from '../../../store/object-store.ts';
import type { RequestInfo } from '../http/request-info.ts';
import { refuse, type Refused } from '../status.ts';
import { type Grant, grantsOf } from './bindings.ts';
import type { Rule } from './roles.ts';
import type { User } from './users.ts';

/** One question of may-I. `namespace` '' is the cluster; a path asks of a URL that is no resource. */
export type Ask =
  | { readonly verb: string; readonly path: string }
  | {
      readonly verb: string;
      readonly group: string;
      readonly resource: string;
      readonly subresource: string;
      readonly namespace: string;
      readonly name: string;
    };

export interface Verdict {
  readonly allowed: boolean;
  readonly reason?: string;
}

export interface Authorizer {
  may(user: User, ask: Ask): Verdict;
  rulesOf(user: User, namespace: string): readonly Rule[];
}

/** RBAC over the roles and bindings in the store; what it read is forgotten whenever one of them changes. */
export function createAuthorizer(store: ObjectStore): Authorizer {
  const remembered = new Map<string, Grant[]>();
  store.onEvent(({ resource }) => {
    if (resource.group === 'rbac.authorization.k8s.io') remembered.clear();
  });

  function grants(user: User, namespace: string): Grant[] {
    const key = `${user.name} ${namespace}`;
    const known = remembered.get(key) ?? grantsOf(store, user, namespace);
    remembered.set(key, known);
    return known;
  }

  return {
    may(user, ask) {
      // system:masters is above RBAC, so no reason is given.
      if (user.groups.includes('system:masters')) return { allowed: true };
      const grant = grants(user, 'path' in ask ? '' : ask.namespace).find(({ rules }) => rules.some((rule) => covers(rule, ask)));
      return grant ? { allowed: true, reason: grant.reason } : { allowed: false };
    },
    rulesOf: (user, namespace) => grants(user, namespace).flatMap(({ rules }) => rules),
  };
}

function covers(rule: Rule, ask: Ask): boolean {
  if (!rule.verbs.includes('*') && !rule.verbs.includes(ask.verb)) return false;
  if ('path' in ask) {
    return (rule.nonResourceURLs ?? []).some(
      (each) => each === '*' || each === ask.path || (each.endsWith('*') && ask.path.startsWith(each.slice(0, -1))),
    );
  }
  const { apiGroups = [], resources = [], resourceNames = [] } = rule;
  if (!apiGroups.includes('*') && !apiGroups.includes(ask.group)) return false;
  if (resourceNames.length > 0 && !resourceNames.includes(ask.name)) return false;
  const wanted = ask.subresource === '' ? ask.resource : `${ask.resource}/${ask.subresource}`;
  return resources.some((each) => each === '*' || each === wanted || (ask.subresource !== '' && each === `*/${ask.subresource}`));
}

/** The question a request puts. */
export function askOf(info: RequestInfo): Ask {
  if (!info.isResource) return { verb: info.verb, path: info.path };
  const { verb, group, plural, subresource, namespace, name } = info;
  return { verb, group, resource: plural, subresource, namespace, name };
}

/** 403 in the API server's words. */
export function forbidden(user: User, info: RequestInfo): Refused {
  if (!info.isResource) return refuse(403, 'Forbidden', `forbidden: User "${user.name}" cannot ${info.verb} path "${info.path}"`, {});
  const { verb, group, plural, subresource, namespace, name } = info;
  const qualified = group === '' ? plural : `${plural}.${group}`;
  const resource = subresource === '' ? plural : `${plural}/${subresource}`;
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const subject = name === '' ? qualified : `${qualified} "${name}"`;
  const message = `${subject} is forbidden: User "${user.name}" cannot ${verb} resource "${resource}" in API group "${group}" ${where}`;
  return refuse(403, 'Forbidden', message, { ...(name ? { name } : {}), ...(group ? { group } : {}), kind: plural });
}
