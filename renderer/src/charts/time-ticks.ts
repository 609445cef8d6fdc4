const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const steps = [
  1 * second,
  5 * second,
  10 * second,
  15 * second,
  30 * second,
  1 * minute,
  2 * minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  1 * hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  24 * hour,
  48 * hour,
  168 * hour,
];

/** Round moments inside a window (epoch ms), at most `most` of them; none for an empty window. */
export function timeTicks(from: number, to: number, most = 8): number[] {
  if (to <= from) return [];
  const span = to - from;
  const week = 168 * hour;
  const step = steps.find((candidate) => span / candidate <= most - 1) ?? Math.ceil(span / (most - 1) / week) * week;
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at);
  return ticks;
}

/** Events that would cover each other share one mark: those closer than `apart` (a share of the window, 0–1) to the first of it. */
export function clustered<E extends { readonly at: number }>(events: readonly E[], from: number, to: number, apart: number): E[][] {
  const clusters: E[][] = [];
  for (const event of events.toSorted((a, b) => a.at - b.at)) {
    const last = clusters.at(-1);
    const first = last?.[0];
    if (last !== undefined && first !== undefined && event.at - first.at < apart * (to - from)) last.push(event);
    else clusters.push([event]);
  }
  return clusters;
}
