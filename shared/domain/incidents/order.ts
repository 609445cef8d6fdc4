import { targetKey } from '../rollouts/target.ts';
import type { Fact } from './fact.ts';
import { takesBack } from './sentence.ts';
import type { TimelineEntry } from './views.ts';

const second = 1_000;

/** How exact a stamp of the cluster or of CI is: both keep whole seconds; one with a fraction was written with it. */
export function grainOf(at: number): number {
  return at % second === 0 ? second : 1;
}

/** An entry with what its order needs to know: the audited act it stands on, where it is one. */
export interface Placed {
  readonly entry: TimelineEntry;
  readonly act: Fact['act'];
}

/**
 * The order of a timeline. An instant with a precision is a stretch, and what lies wholly before another stands before it. Where two
 * overlap, what may have come of an act stands after the act: an event of 10:00:05, kept to the second, after the act of
 * 10:00:05.400. All else is by time and then by name, so that the order never depends on what arrived first.
 */
export function inOrder(placed: readonly Placed[]): TimelineEntry[] {
  const causes = placed.filter(isCause);
  return placed
    .map((one) => ({ ...one, key: keyOf(one, causes) }))
    .sort(
      (one, other) =>
        one.key - other.key ||
        rankOf(one) - rankOf(other) ||
        one.entry.at - other.entry.at ||
        (one.entry.id < other.entry.id ? -1 : one.entry.id > other.entry.id ? 1 : 0),
    )
    .map(({ entry }) => entry);
}

/** Where it stands: its own time, or that of the last act within its stretch that it may have come of. */
function keyOf(one: Placed, causes: readonly Placed[]): number {
  const { at, precisionMs, originalAt } = one.entry;
  // A time that a person corrected is that person's word: nothing moves it.
  if (!isEffect(one) || originalAt !== null) return at;
  return causes.reduce((key, cause) => {
    const acted = cause.entry.at;
    return acted > key && acted < at + precisionMs && mayCause(cause, one) ? acted : key;
  }, at);
}

function rankOf(one: Placed): number {
  if (isCause(one)) return one.entry.source === 'outside' ? 0 : 1;
  return isEffect(one) ? 3 : 2;
}

/** What somebody did, here or elsewhere; not how it ended. */
export function isCause({ entry: { source, tone }, act }: Placed): boolean {
  if (source === 'outside' || source === 'ci') return true;
  if (source !== 'audit' && source !== 'sign-off' && source !== 'train') return false;
  return act === null ? tone !== 'good' && tone !== 'bad' : act.phase === 'intent' || act.phase === 'sent';
}

/** What controllers did and metrics showed: it comes of something. */
export function isEffect({ entry: { source } }: Pick<Placed, 'entry'>): boolean {
  return source === 'kubernetes' || source === 'metrics';
}

/** Of the same workload; and nothing gets worse because it was taken back. */
export function mayCause(cause: Placed, effect: Placed): boolean {
  const [one, other] = [cause.entry.target, effect.entry.target];
  if (one !== null && other !== null && targetKey(one) !== targetKey(other)) return false;
  return !(effect.entry.source === 'metrics' && effect.entry.tone === 'bad' && cause.act !== null && takesBack(cause.act.action));
}
