import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { isStale, type Needle } from '#shared/domain/rollouts/figure.ts';
import { stateWord } from '#shared/domain/rollouts/state-word.ts';
import type { Badge } from '#shared/domain/rollouts/views.ts';
import { currentVersion, stableVersion, type Workload } from '#shared/domain/rollouts/workload.ts';
import { type Cell, table } from './table.ts';
import type { Colour, Paint } from './terminal.ts';
import { ageOf, percent, unknown } from './words.ts';

const order = { 'needs-a-human': 0, moving: 1, silent: 2, well: 3 } as const;
const headings = ['NAMESPACE', 'NAME', 'STATE', 'REQUESTED', 'ACCEPTED', 'OBSERVED', 'AGE', 'STEP', 'VERSION', 'WHAT'];

export const badgeColours: Readonly<Record<Badge, Colour>> = {
  healthy: 'good',
  progressing: 'moving',
  paused: 'waiting',
  degraded: 'bad',
  aborted: 'bad',
  stale: 'dim',
  unknown: 'dim',
};

/** The list for people: what needs a human first, then what moves, then the rest, each by namespace and name. */
export function rolloutTable(rows: readonly RolloutRow[], now: number, paint: Paint): string {
  const sorted = rows.toSorted((a, b) => order[a.attention.group] - order[b.attention.group] || compare(a, b));
  return table(
    headings,
    sorted.map((row) => cells(row, now)),
    paint,
  );
}

function cells({ workload, dial, attention }: RolloutRow, now: number): Cell[] {
  const { namespace, kind, name } = workload.target;
  return [
    namespace,
    `${kind.toLowerCase()}/${name}`,
    { text: stateWord(attention).toLowerCase(), colour: badgeColours[attention.state] },
    needleCell(dial.requested, now),
    needleCell(dial.accepted, now),
    needleCell(dial.observed, now),
    ageOf(dial.accepted.at, now),
    stepText(workload),
    versionText(workload),
    attention.sentence,
  ];
}

/** A figure nobody vouches for any more keeps its number and says how it stands. */
function needleCell(needle: Needle, now: number): Cell {
  if (needle.percent === null) return { text: unknown, colour: 'dim' };
  return isStale(needle.at, needle.periodMs, now) ? { text: `${percent(needle.percent)} stale`, colour: 'dim' } : percent(needle.percent);
}

/** `3 of 8`, counting the step it is in; empty where there are no steps. */
export function stepText({ steps, currentStepIndex }: Workload): string {
  if (steps.length === 0) return '';
  return currentStepIndex === null ? `${unknown} of ${steps.length}` : `${Math.min(currentStepIndex + 1, steps.length)} of ${steps.length}`;
}

/** `2.13.4 → 2.14.0` while it moves, one label when it does not. */
export function versionText(workload: Workload): string {
  const stable = stableVersion(workload)?.label ?? '';
  const current = currentVersion(workload)?.label ?? '';
  if (stable === '' || current === '' || workload.currentHash === workload.stableHash) return current === '' ? stable : current;
  return `${stable} → ${current}`;
}

function compare(a: RolloutRow, b: RolloutRow): number {
  const [left, right] = [a.workload.target, b.workload.target];
  return left.context.localeCompare(right.context) || left.namespace.localeCompare(right.namespace) || left.name.localeCompare(right.name);
}
