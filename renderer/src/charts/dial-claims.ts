import { type Dial, isStale, type Needle } from '#shared/domain/rollouts/figure.ts';

export type NeedleName = 'requested' | 'accepted' | 'observed';
/** Whose claim each needle is: said where it stands, for whoever sees one for the first time. */
export const needleMeans: Readonly<Record<NeedleName, string>> = {
  requested: 'what the spec asks for',
  accepted: 'what the route, read back, gives',
  observed: 'what the metric server counts of the requests',
};

export const needleNames: readonly NeedleName[] = ['requested', 'accepted', 'observed'];

/** One decimal at most, and none where it says nothing: `25`, `4.9`, `0`. null is `?`: unknown is never a zero. */
export function percentText(percent: number | null): string {
  return percent === null ? '?' : String(Math.round(percent * 10) / 10);
}

/** What stands in the dial's middle: what users get, or, without metrics, what the route was told. */
export function centreOf(dial: Dial): { readonly name: NeedleName; readonly needle: Needle } {
  if (dial.observed.percent !== null) return { name: 'observed', needle: dial.observed };
  if (dial.accepted.percent !== null) return { name: 'accepted', needle: dial.accepted };
  return { name: 'requested', needle: dial.requested };
}

function claim(name: NeedleName, needle: Needle, now: number): string {
  const value = needle.percent === null ? `unknown, ${needle.note || needle.source}` : `${percentText(needle.percent)}%`;
  return `${name} ${value}${isStale(needle.at, needle.periodMs, now) ? ', stale' : ''}`;
}

/** All three needles in one sentence, for those who do not see the drawing. */
export function dialSentence(dial: Dial, now: number): string {
  return needleNames.map((name) => claim(name, dial[name], now)).join('; ');
}

/** Where the rim turns red: between requested and accepted, or between accepted and observed. Points of percent. */
export function gapOf(dial: Dial, disagrees: boolean): readonly [number, number] | null {
  if (!disagrees) return null;
  const { requested, accepted, observed } = dial;
  if (requested.percent !== null && accepted.percent !== null && Math.abs(requested.percent - accepted.percent) > 0.5) {
    return [requested.percent, accepted.percent];
  }
  const believed = accepted.percent ?? requested.percent;
  if (believed !== null && observed.percent !== null && believed !== observed.percent) return [believed, observed.percent];
  return null;
}
