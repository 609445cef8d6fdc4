import type { Connection } from '#shared/contract/connections.ts';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { targetKey } from '#shared/domain/rollouts/target.ts';
import { clusterPeriodMs } from '#shared/domain/rollouts/figure.ts';
import { type ListState, listStateOf, stateWord } from '#shared/domain/rollouts/state-word.ts';
import type { Badge } from '#shared/domain/rollouts/views.ts';
import { currentVersion, stableVersion } from '#shared/domain/rollouts/workload.ts';
import { isFiltered, lets, type ListFilter } from './list-filter.ts';

export type Group = RolloutRow['attention']['group'];

export type ListRow =
  | {
      readonly kind: 'heading';
      readonly heading: true;
      readonly key: string;
      readonly height: number;
      readonly group: Group;
      readonly count: number;
      readonly oldest: number | null;
    }
  | { readonly kind: 'attention' | 'moving' | 'compact'; readonly key: string; readonly height: number; readonly row: RolloutRow }
  | { readonly kind: 'attention'; readonly key: string; readonly height: number; readonly cluster: Connection; readonly silent: number };

export type RowHeights = Readonly<Record<'attention' | 'moving' | 'compact' | 'heading', number>>;

const groups: readonly Group[] = ['needs-a-human', 'moving', 'silent', 'well'];
const kinds = { 'needs-a-human': 'attention', moving: 'moving', silent: 'compact', well: 'compact' } as const;
/** Row height is importance: 46 needs a human, 25 moving, 22 well. */
export const rowHeights: RowHeights = { attention: 46, moving: 25, compact: 22, heading: 29 };
/** At phone width a row has a line for its release and figures, one for what it needs, and room for a thumb. */
export const phoneHeights: RowHeights = { attention: 86, moving: 66, compact: 48, heading: 34 };
const severity: readonly Badge[] = ['degraded', 'aborted', 'unknown', 'paused', 'stale', 'progressing', 'healthy'];

/** What a row is found by, written once for each reading: a letter typed asks 5,000 of them. */
const hays = new WeakMap<RolloutRow, string>();

function hayOf(row: RolloutRow): string {
  const known = hays.get(row);
  if (known !== undefined) return known;
  const { workload, attention } = row;
  const { target } = workload;
  const hay = [
    target.name,
    target.namespace,
    target.context,
    target.kind,
    workload.owner ?? '',
    attention.state,
    stateWord(attention),
    workload.phase,
    ...workload.versions.map((version) => version.label),
  ]
    .join(' ')
    .toLowerCase();
  hays.set(row, hay);
  return hay;
}

const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/);

/** Words that all have to be somewhere in a row: service, namespace, cluster, owner, state, version. */
export function matches(row: RolloutRow, text: string, words: readonly string[] = wordsOf(text)): boolean {
  const hay = hayOf(row);
  return words.every((word) => hay.includes(word));
}

/** Names in Kubernetes are ASCII: comparing code units orders them, and 5,000 rows a picture would feel a collator. */
function byName(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function order(group: Group) {
  return (a: RolloutRow, b: RolloutRow): number => {
    if (group === 'needs-a-human') {
      const worse = severity.indexOf(a.attention.state) - severity.indexOf(b.attention.state);
      // The longest wait first; a wait of unknown length last.
      const longer = (a.attention.since ?? Number.MAX_SAFE_INTEGER) - (b.attention.since ?? Number.MAX_SAFE_INTEGER);
      if (worse !== 0 || longer !== 0) return worse || longer;
    }
    const { target: one } = a.workload;
    const { target: other } = b.workload;
    return byName(one.name, other.name) || byName(one.namespace, other.namespace) || byName(one.context, other.context);
  };
}

export function stateCounts(rows: Iterable<RolloutRow>): ReadonlyMap<ListState, number> {
  const counts = new Map<ListState, number>();
  for (const { attention } of rows) {
    const state = listStateOf(attention);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return counts;
}

const noClusters: readonly Connection[] = [];

/** Clusters that were to be looked at and do not speak, or never did: they need a human, above anything about their rollouts. */
export function silentClusters(connections: Iterable<Connection>, contexts: readonly string[] | null): readonly Connection[] {
  const silent = [...connections].filter(
    ({ context, current, status }) =>
      (contexts === null ? current : contexts.includes(context)) &&
      (status === 'silent' || status === 'failed' || status === 'approval-needed'),
  );
  // The same none each time: a sign of life makes no row anew.
  return silent.length === 0 ? noClusters : silent;
}

/** Whether there is a cluster on the desk of which only the first rollouts are known yet. */
export function isStillRead(connections: readonly Connection[], contexts: readonly string[] | null): boolean {
  return connections.some(
    ({ context, current, status }) => (contexts === null ? current : contexts.includes(context)) && status === 'reading',
  );
}

const made = new WeakMap<RolloutRow, ListRow>();

/** The same row for the same reading: what has not changed is not drawn again. */
function rowAs(kind: (typeof kinds)[Group], row: RolloutRow, height: number): ListRow {
  const known = made.get(row);
  if (known?.kind === kind && known.height === height) return known;
  const next: ListRow = { kind, key: rowKey(row), height, row };
  made.set(row, next);
  return next;
}

/** The list as it stands on the screen: by attention, never by name first; empty groups are left out. */
export function listRows(
  rows: Iterable<RolloutRow>,
  clusters: readonly Connection[],
  filter: ListFilter,
  closed: ReadonlySet<Group>,
  heights: RowHeights = rowHeights,
): ListRow[] {
  const byGroup = new Map<Group, RolloutRow[]>(groups.map((group) => [group, []]));
  const silentIn = new Map<string, number>();
  const words = wordsOf(filter.text);
  for (const row of rows) {
    const { attention, workload } = row;
    if (attention.group === 'silent') silentIn.set(workload.target.context, (silentIn.get(workload.target.context) ?? 0) + 1);
    if (!lets(filter, row) || (filter.text !== '' && !matches(row, filter.text, words))) continue;
    byGroup.get(attention.group)?.push(row);
  }
  const shownClusters = isFiltered(filter) ? [] : clusters;
  return groups.flatMap((group): ListRow[] => {
    const members = byGroup.get(group) ?? [];
    const extra = group === 'needs-a-human' ? shownClusters : [];
    const count = members.length + extra.length;
    if (count === 0) return [];
    const sorted = members.toSorted(order(group));
    const waits = sorted.map((row) => row.attention.since).filter((since) => since !== null);
    const heading: ListRow = {
      kind: 'heading',
      heading: true,
      key: group,
      height: heights.heading,
      group,
      count,
      oldest: waits.length === 0 ? null : Math.min(...waits),
    };
    if (closed.has(group)) return [heading];
    const kind = kinds[group];
    return [
      heading,
      ...sorted.map((row) => rowAs(kind, row, heights[kind])),
      ...extra.map(
        (cluster): ListRow => ({
          kind: 'attention',
          key: `cluster ${cluster.context}`,
          height: heights.attention,
          cluster,
          silent: silentIn.get(cluster.context) ?? 0,
        }),
      ),
    ];
  });
}

/**
 * When a figure of a row was last vouched for, epoch ms. A quiet row is not sent again with every sign of life of its cluster: the
 * connection carries that (`aliveAt`), and it covers whatever the cluster itself says. A silent row keeps its own last moment.
 */
export function vouchedAt(group: Group, aliveAt: number | null, at: number | null, periodMs: number): number | null {
  if (at === null || aliveAt === null || group === 'silent' || periodMs !== clusterPeriodMs) return at;
  return Math.max(at, aliveAt);
}

export function rowKey({ workload: { target } }: RolloutRow): string {
  return targetKey(target);
}

/** `2.13.4 → 2.14.0` where two versions are in play, else the one that runs. */
export function releaseOf({ workload }: RolloutRow): { readonly from: string | null; readonly to: string } {
  const current = currentVersion(workload);
  const stable = stableVersion(workload);
  if (current === undefined) return { from: null, to: stable?.label ?? '?' };
  if (stable === undefined || stable.hash === current.hash) return { from: null, to: current.label };
  return { from: stable.label, to: current.label };
}

/** A first line shorter than this takes the next sentence with it: `Asked for 25%. The route still gives 5%.` is one thought. */
const shortest = 24;

/** A text of several sentences as two lines: what is, then what it needs. */
export function twoLines(text: string): readonly [string, string] {
  for (const cut of text.matchAll(/[.!?] (?=\p{Lu})/gu)) {
    if (cut.index + 1 >= shortest) return [text.slice(0, cut.index + 1), text.slice(cut.index + 2)];
  }
  return [text, ''];
}
