import { useMemo } from 'react';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { bestOf, fuzzyScore } from './fuzzy.ts';

/** Finds rollouts by words: in the name first, then in where it runs. */
export interface RolloutFinder {
  readonly find: (words: readonly string[], most: number) => RolloutRow[];
}

interface Findable {
  readonly key: string;
  readonly name: string;
  readonly where: string;
}

/**
 * What rollouts are found by changes only when one comes or goes, not thirty times a second with their figures: so it is
 * made once for all of them, and the rows themselves are looked up when they are found.
 */
export function useRolloutFinder(items: ReadonlyMap<string, RolloutRow>): RolloutFinder {
  // By their keys, not their number: one may go in the moment another comes.
  const keys = [...items.keys()].join('\n');
  // Made for the first letter, not for the opening of the palette.
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- `keys` says which rows there are; their figures are looked up when found
  const all = useMemo(() => once(() => [...items].map(findableOf)), [keys]);
  return {
    find: (words, most) => {
      if (words.length === 0) return [];
      return bestOf(all(), (one) => scoreOf(words, one), most).flatMap(({ key }) => items.get(key) ?? []);
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function findableOf([key, { workload }]: [string, RolloutRow]): Findable {
  const { name, namespace, context, kind } = workload.target;
  return { key, name: name.toLowerCase(), where: `${namespace} ${context} ${kind}`.toLowerCase() };
}

function scoreOf(words: readonly string[], { name, where }: Findable): number | null {
  const named = fuzzyScore(words, name);
  if (named !== null) return named + 100;
  return fuzzyScore(words, `${name} ${where}`);
}
