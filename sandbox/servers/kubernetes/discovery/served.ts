import type { Resource } from '../../../store/object-store.ts';
import { allResources } from '../../../store/resources.ts';

/** Older versions a group is served in besides the one objects are kept in, newest first. */
const older: { readonly [group: string]: readonly string[] } = {
  'gateway.networking.k8s.io': ['v1beta1'],
  'networking.istio.io': ['v1beta1', 'v1alpha3'],
};

/** Every resource in every version it is served in; the preferred version comes first. */
export const served: readonly Resource[] = [
  ...allResources,
  ...allResources.flatMap((resource) => (older[resource.group] ?? []).map((version): Resource => ({ ...resource, version }))),
];

/** The versions of a group, the preferred one first. */
export function versionsOf(group: string): readonly string[] {
  return [...new Set(served.filter((resource) => resource.group === group).map(({ version }) => version))];
}
