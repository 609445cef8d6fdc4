/** The samples of one series inside a window: `count` of them from index `first` on. */
export interface Window {
  readonly times: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly first: number;
  readonly count: number;
  /** Epoch milliseconds of the window's ends, offset applied. */
  readonly start: number;
  readonly end: number;
}

/**
 * Prometheus' `extrapolatedRate`: what a counter gained (or a gauge moved) between its samples, stretched to the window's ends
 * where the samples come close to them, and never below a counter's zero. null: fewer than two samples.
 */
export function extrapolated(window: Window, as: 'rate' | 'increase' | 'delta'): number | null {
  const { times, values, first, count, start, end } = window;
  if (count < 2) return null;
  const last = first + count - 1;
  const [firstTime, lastTime, firstValue] = [times[first] ?? 0, times[last] ?? 0, values[first] ?? 0];
  let gained = (values[last] ?? 0) - firstValue;
  if (as !== 'delta') gained += lostToResets(window);

  let toStart = (firstTime - start) / 1_000;
  const toEnd = (end - lastTime) / 1_000;
  const sampled = (lastTime - firstTime) / 1_000;
  const average = sampled / (count - 1);
  if (as !== 'delta' && gained > 0 && firstValue >= 0) toStart = Math.min(toStart, sampled * (firstValue / gained));

  const threshold = average * 1.1;
  const covered = sampled + (toStart < threshold ? toStart : average / 2) + (toEnd < threshold ? toEnd : average / 2);
  const factor = covered / sampled;
  return gained * (as === 'rate' ? factor / ((end - start) / 1_000) : factor);
}

/** A counter that fell was started anew: what it had before is added. */
export function lostToResets({ values, first, count }: Window): number {
  let lost = 0;
  for (let index = first + 1; index < first + count; index += 1) {
    const previous = values[index - 1] ?? 0;
    if ((values[index] ?? 0) < previous) lost += previous;
  }
  return lost;
}

/** From the last two samples alone: a counter's rate a second, or how far a gauge moved. */
export function instantChange({ times, values, first, count }: Window, as: 'irate' | 'idelta'): number | null {
  if (count < 2) return null;
  const last = first + count - 1;
  const [value, before] = [values[last] ?? 0, values[last - 1] ?? 0];
  if (as === 'idelta') return value - before;
  const seconds = ((times[last] ?? 0) - (times[last - 1] ?? 0)) / 1_000;
  return (value < before ? value : value - before) / seconds;
}
