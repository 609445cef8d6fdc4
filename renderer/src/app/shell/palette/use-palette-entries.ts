import type { Connection } from '#shared/contract/connections.ts';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { stateWord } from '#shared/domain/rollouts/state-word.ts';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import { useIncidents } from '../../../features/incidents/queries.ts';
import { useTrains } from '../../../features/trains/queries.ts';
import { boardOrder } from '../../../features/trains/train-words.ts';
import { useConnections, useRolloutRows } from '../../../lib/live-queries.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import { useThemeStore } from '../../theme.ts';
import { actEntry, kubectlEntries } from './act-entries.ts';
import { actVerbs, verbsNamed } from './act-verbs.ts';
import { deskEntries, screenEntries } from './desk-entries.ts';
import { type PaletteEntry, type PaletteSection, paletteSections } from './entry.ts';
import { bestOf, fuzzyScore, wordsOf } from './fuzzy.ts';
import { incidentEntry, trainEntry } from './release-entries.ts';
import { useRecentStore } from './recent-store.ts';
import { useRolloutFinder } from './rollout-finder.ts';
import type { Roads } from './use-roads.ts';

/** More than this nobody reads: what is left is for another letter to narrow. */
const mostRollouts = 8;
const mostOthers = 6;
/** Of trains and of incidents, before anything is typed and after. */
const mostReleases = 3;

/** What the typed words find, best first within its section. `here`: the rollout on the screen. */
export function usePaletteEntries(text: string, here: Target | null, roads: Roads): PaletteEntry[] {
  const { items } = useRolloutRows();
  const { items: connections } = useConnections();
  const { trains } = useTrains();
  const { incidents } = useIncidents();
  const recent = useRecentStore((store) => store.targets);
  const preferred = usePreferences();
  const painted = useThemeStore(({ theme }) => theme);
  const finder = useRolloutFinder(items);
  const words = wordsOf(text);
  const current = here === null ? undefined : items.get(targetKey(here));

  const opening = (row: RolloutRow): PaletteEntry => {
    const { target } = row.workload;
    return {
      id: `open ${targetKey(target)}`,
      text: target.name,
      where: `${target.context} / ${target.namespace}${target.kind === 'Rollout' ? '' : `, ${target.kind}`}`,
      section: 'Rollouts',
      state: row.attention.state,
      word: stateWord(row.attention),
      run: () => roads.openRollout(target),
    };
  };
  const acts = (row: RolloutRow, section: PaletteSection) => actVerbs.flatMap((verb) => actEntry(row, verb, section, roads) ?? []);
  const fixed = [
    ...screenEntries(roads),
    ...[...connections.values()].map((connection) => clusterEntry(connection, roads)),
    ...deskEntries(preferred, painted, roads),
  ];

  if (words.length === 0) {
    const last = recent.flatMap((target) => items.get(targetKey(target)) ?? []);
    const needing = [...items.values()].filter(({ attention }) => attention.group === 'needs-a-human');
    const first = [...new Set([...needing.slice(0, mostRollouts / 2), ...last])].filter((row) => row !== current);
    return sectioned([
      ...(current === undefined ? [] : acts(current, 'This rollout')),
      ...first.slice(0, mostRollouts).map(opening),
      ...boardOrder(trains)
        .filter(({ endedAt }) => endedAt === null)
        .slice(0, mostReleases)
        .map((train) => trainEntry(train, roads)),
      ...incidents
        .filter(({ state }) => state === 'open')
        .slice(0, mostReleases)
        .map((incident) => incidentEntry(incident, roads)),
      ...fixed,
    ]);
  }
  const found = finder.find(words, mostRollouts);
  const named = verbsNamed(words).flatMap(({ verb, rest }) => {
    // A verb alone is about what is on the screen, else about what most likely calls for it.
    const rows = rest.length > 0 ? finder.find(rest, 3) : current === undefined ? calling([...items.values()]) : [current];
    return rows.flatMap((row) => actEntry(row, verb, 'Actions', roads) ?? []);
  });
  const [first] = found;
  const ofFirst = first === undefined ? [] : acts(first, 'Actions');
  // `kubectl abort payments`, or `kubectl abort` on its page.
  const asKubectl = words.some((word) => word.length > 2 && 'kubectl'.startsWith(word));
  const subject = asKubectl
    ? (finder.find(
        words.filter((word) => !isOfKubectl(word)),
        1,
      )[0] ?? current)
    : undefined;
  const others = [...fixed, ...(subject === undefined ? [] : kubectlEntries(subject, roads))];
  const scoreOf = (entry: PaletteEntry) => fuzzyScore(words, `${entry.text} ${entry.words ?? ''} ${entry.section}`.toLowerCase());
  const best = (entries: readonly PaletteEntry[], most: number) => bestOf(entries, scoreOf, most);
  return sectioned([
    ...found.map(opening),
    ...unique([...named, ...ofFirst]).slice(0, mostOthers + 3),
    ...best(
      boardOrder(trains).map((train) => trainEntry(train, roads)),
      mostReleases,
    ),
    ...best(
      incidents.map((incident) => incidentEntry(incident, roads)),
      mostReleases,
    ),
    ...best(others, mostOthers + 2),
  ]);
}

/** The rollouts a verb without a name is offered for: those that need a human, then those that move. */
function calling(rows: readonly RolloutRow[]): readonly RolloutRow[] {
  const of = (group: RolloutRow['attention']['group']) => rows.filter(({ attention }) => attention.group === group);
  return [...of('needs-a-human'), ...of('moving')].slice(0, 4);
}

function isOfKubectl(word: string): boolean {
  return ['copy', 'as', 'kubectl'].some((name) => word.length >= 2 && name.startsWith(word)) || verbsNamed([word]).length > 0;
}

function clusterEntry({ context, server }: Connection, { goTo }: Roads): PaletteEntry {
  return {
    id: `cluster ${context}`,
    text: context,
    where: server,
    section: 'Clusters',
    words: 'cluster context connection',
    run: () => goTo('/connections'),
  };
}

function unique(entries: readonly PaletteEntry[]): PaletteEntry[] {
  const seen = new Set<string>();
  return entries.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** In the order of the sections; within one as found. */
function sectioned(entries: readonly PaletteEntry[]): PaletteEntry[] {
  return paletteSections.flatMap((section) => entries.filter((entry) => entry.section === section));
}
