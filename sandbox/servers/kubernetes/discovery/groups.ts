import type { Resource } from '../../../store/object-store.ts';
import { allResources } from '../../../store/resources.ts';
import { served, versionsOf } from './served.ts';

const categories: { readonly [plural: string]: readonly string[] } = {
  pods: ['all'],
  services: ['all'],
  deployments: ['all'],
  replicasets: ['all'],
  httproutes: ['gateway-api'],
  virtualservices: ['istio-io', 'networking-istio-io'],
};
const everything = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const customOrder = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'];
const reviews = [
  { group: 'authentication.k8s.io', version: 'v1', names: ['SelfSubjectReview'] },
  { group: 'authorization.k8s.io', version: 'v1', names: ['SelfSubjectAccessReview', 'SelfSubjectRulesReview'] },
];

/** Groups (core is not one of them) with their preferred version, in the order they are announced. */
export const groups: readonly { readonly group: string; readonly version: string }[] = unique([
  { group: 'apps', version: 'v1' },
  ...reviews,
  ...allResources.filter(({ group }) => group !== ''),
]);

function unique(all: readonly { group: string; version: string }[]): { group: string; version: string }[] {
  const seen = new Map(all.map(({ group, version }) => [group, { group, version }] as const));
  return [...seen.values()];
}

/** `/apis`. */
export function groupList(): unknown {
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map(groupOf) };
}

/** `/apis/GROUP`. */
export function oneGroup(group: string): unknown {
  const known = groups.find((each) => each.group === group);
  return known ? { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(known) } : undefined;
}

function groupOf({ group, version }: { readonly group: string; readonly version: string }) {
  const named = (each: string) => ({ groupVersion: `${group}/${each}`, version: each });
  const others = versionsOf(group).filter((each) => each !== version);
  return { name: group, versions: [version, ...others].map(named), preferredVersion: named(version) };
}

/** `/api/v1` and `/apis/GROUP/VERSION`: each resource and its subresources; undefined for a version that is not served. */
export function resourceList(group: string, version: string): unknown {
  const groupVersion = group === '' ? version : `${group}/${version}`;
  const review = reviews.find((each) => each.group === group && each.version === version);
  const stored = served.filter((each) => each.group === group && each.version === version);
  if (!review && stored.length === 0) return undefined;
  const asked = (review?.names ?? []).map((kind) => ({
    name: `${kind.toLowerCase()}s`,
    singularName: kind.toLowerCase(),
    namespaced: false,
    kind,
    verbs: ['create'],
  }));
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources: [...asked, ...stored.flatMap(described)] };
}

function described(resource: Resource): unknown[] {
  const { plural, singular, namespaced, kind, custom, shortNames, subresources } = resource;
  const verbs = plural === 'namespaces' ? everything.filter((verb) => verb !== 'deletecollection') : custom ? customOrder : everything;
  const own = {
    name: plural,
    singularName: singular,
    namespaced,
    kind,
    verbs,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories[plural] ? { categories: categories[plural] } : {}),
  };
  const sub = { singularName: '', namespaced, verbs: ['get', 'patch', 'update'] };
  return [
    own,
    ...(subresources.status ? [{ ...sub, name: `${plural}/status`, kind }] : []),
    ...(subresources.scale ? [{ ...sub, name: `${plural}/scale`, group: 'autoscaling', version: 'v1', kind: 'Scale' }] : []),
  ];
}
