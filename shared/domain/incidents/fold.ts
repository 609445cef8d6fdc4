import { targetKey } from '../rollouts/target.ts';
import { spanText } from '../rollouts/words.ts';
import type { TimelineEntry } from './views.ts';

/** Events further apart than this belong to different moments. */
const togetherMs = 5_000;

/** Several events of a controller told as one; what it stands for is in it. */
export interface Folded extends TimelineEntry {
  readonly folded: readonly TimelineEntry[];
}

/**
 * A timeline for reading: what a controller did to one workload in one go is one row with count, first and last. Warnings, what a
 * person touched and everything that is not a controller's stand alone, in the same order as before. Exports for programs do not fold.
 */
export function folded(entries: readonly TimelineEntry[]): readonly (TimelineEntry | Folded)[] {
  const rows: (TimelineEntry | Folded)[] = [];
  let run: TimelineEntry[] = [];
  const close = () => {
    rows.push(...(run.length > 1 ? [foldOf(run)] : run));
    run = [];
  };
  for (const entry of entries) {
    if (!belongs(run.at(-1), entry)) close();
    if (isPlain(entry)) run.push(entry);
    else rows.push(entry);
  }
  close();
  return rows;
}

function isPlain({ source, tone, pinned, hidden, annotations, target }: TimelineEntry): boolean {
  return source === 'kubernetes' && tone !== 'bad' && !pinned && !hidden && annotations.length === 0 && target !== null;
}

function belongs(last: TimelineEntry | undefined, next: TimelineEntry): boolean {
  if (last === undefined) return true;
  return (
    isPlain(next) &&
    Math.abs(next.at - last.at) <= togetherMs &&
    last.target !== null &&
    next.target !== null &&
    targetKey(last.target) === targetKey(next.target)
  );
}

function foldOf(run: readonly TimelineEntry[]): Folded {
  const [first] = run;
  if (first === undefined) throw new Error('nothing to fold');
  const times = run.map(({ at }) => at);
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const telling = run.findLast(({ text }) => /^(TrafficWeight|RolloutPaused|RolloutResumed|RolloutUpdated|RolloutCompleted)/.test(text));
  const said = telling?.detail ?? null;
  const counts = new Map<string, number>();
  for (const { text } of run) {
    const reason = text.split(' on ')[0] ?? text;
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const reasons = [...counts].map(([reason, count]) => (count === 1 ? reason : `${reason} ${count} times`)).join(', ');
  const others = `${run.length - (said === null ? 0 : 1)} ${said === null ? 'events' : run.length === 2 ? 'more event' : 'more events'} of ${first.target?.name ?? ''}`;
  const span = to === from ? 'at once' : `within ${spanText(to - from)}`;
  return {
    ...first,
    id: `fold:${first.id}`,
    tone: run.some(({ tone }) => tone === 'moving') ? 'moving' : 'neutral',
    text: said === null ? `${others} ${span}` : `${said}, and ${others} ${span}`,
    detail: reasons,
    url: null,
    folded: run,
  };
}
