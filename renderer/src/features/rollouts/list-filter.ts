import { z } from 'zod';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { WorkloadKind } from '#shared/domain/rollouts/target.ts';
import { type ListState, listStateOf, listStates } from '#shared/domain/rollouts/state-word.ts';

const names = z.array(z.coerce.string().min(1).max(253)).max(100).optional().catch(undefined);

/** The filter as it stands in the address: what is not filtered by is not written. Anything not understood is no filter. */
export const ListSearch = z.object({
  /** Words that all have to be in a row. */
  q: z.coerce.string().max(500).optional().catch(undefined),
  states: z.array(z.enum(listStates)).optional().catch(undefined),
  clusters: names,
  namespaces: names,
  kinds: z.array(WorkloadKind).optional().catch(undefined),
});
export type ListSearch = z.infer<typeof ListSearch>;

/** What the list shows; an empty list of a part lets everything of it through. */
export interface ListFilter {
  readonly text: string;
  readonly states: readonly ListState[];
  readonly clusters: readonly string[];
  readonly namespaces: readonly string[];
  readonly kinds: readonly WorkloadKind[];
}

export const noFilter: ListFilter = { text: '', states: [], clusters: [], namespaces: [], kinds: [] };

export function filterOf({ q, states, clusters, namespaces, kinds }: ListSearch): ListFilter {
  return { text: q ?? '', states: states ?? [], clusters: clusters ?? [], namespaces: namespaces ?? [], kinds: kinds ?? [] };
}

export function searchOf({ text, states, clusters, namespaces, kinds }: ListFilter): ListSearch {
  return {
    ...(text === '' ? {} : { q: text }),
    ...(states.length === 0 ? {} : { states: [...states] }),
    ...(clusters.length === 0 ? {} : { clusters: [...clusters] }),
    ...(namespaces.length === 0 ? {} : { namespaces: [...namespaces] }),
    ...(kinds.length === 0 ? {} : { kinds: [...kinds] }),
  };
}

/** The same filter, whatever the order in which its parts were chosen. */
export function sameFilter(one: ListFilter, other: ListFilter): boolean {
  const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((part) => b.includes(part));
  return (
    one.text.trim() === other.text.trim() &&
    same(one.states, other.states) &&
    same(one.clusters, other.clusters) &&
    same(one.namespaces, other.namespaces) &&
    same(one.kinds, other.kinds)
  );
}

export function isFiltered(filter: ListFilter): boolean {
  return !sameFilter(filter, noFilter);
}

/** Everything but the words, which are looked for apart. */
export function lets({ states, clusters, namespaces, kinds }: ListFilter, { workload: { target }, attention }: RolloutRow): boolean {
  return (
    (states.length === 0 || states.includes(listStateOf(attention))) &&
    (clusters.length === 0 || clusters.includes(target.context)) &&
    (namespaces.length === 0 || namespaces.includes(target.namespace)) &&
    (kinds.length === 0 || kinds.includes(target.kind))
  );
}

export function toggled<T>(parts: readonly T[], part: T): readonly T[] {
  return parts.includes(part) ? parts.filter((one) => one !== part) : [...parts, part];
}

/** What there is to filter by, in order. What is filtered by stays, even where no row has it now. */
export function facetsOf(rows: Iterable<RolloutRow>, filter: ListFilter): Pick<ListFilter, 'clusters' | 'namespaces' | 'kinds'> {
  const clusters = new Set(filter.clusters);
  const namespaces = new Set(filter.namespaces);
  const kinds = new Set(filter.kinds);
  for (const { workload } of rows) {
    clusters.add(workload.target.context);
    namespaces.add(workload.target.namespace);
    kinds.add(workload.target.kind);
  }
  return { clusters: [...clusters].toSorted(), namespaces: [...namespaces].toSorted(), kinds: [...kinds].toSorted() };
}
