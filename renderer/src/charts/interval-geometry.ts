/** A difference between two versions with its interval, in the metric's own unit. Above zero is worse, whatever the metric. */
export interface Interval {
  readonly low: number;
  readonly estimate: number;
  readonly high: number;
  /** How much worse is still the same; above zero. */
  readonly tolerance: number;
}

/** The corridor that every row shares, pixels: ±1 tolerance is ±15 around the middle. */
export const corridor = { width: 128, middle: 64, half: 15 } as const;

const furthest = corridor.middle - 3;

/** Where `multiples` of its tolerance stand: linear inside the corridor, `15 + 10.5·ln|u|` outside it, cut off at the edge. */
export function corridorX(multiples: number): number {
  const far = Math.abs(multiples);
  const distance = far <= 1 ? far * corridor.half : Math.min(furthest, corridor.half + 10.5 * Math.log(far));
  return Math.round((corridor.middle + Math.sign(multiples) * distance) * 10) / 10;
}

export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

/** Round numbers between and around two bounds, about `count` of them. A range of nothing gets one step on either side. */
export function niceAxis(low: number, high: number, count = 5): Axis {
  // Closer than six figures of their own size is one value, not a range.
  const large = Math.max(Math.abs(low), Math.abs(high));
  const span = high - low > Math.max(large, 1e-6) * 1e-6 ? high - low : Math.max(large, 1);
  const raw = span / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= raw) ?? 10);
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  // The power of ten has more decimals than the step needs; twelve figures are enough for any tick and hide its error.
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
  return { from: ticks[0] ?? 0, to: ticks.at(-1) ?? 1, ticks };
}

/** The wide plot's axis: the tolerance, zero and the whole interval are in it, and at most half a step of nothing beside them. */
export function intervalAxis({ low, high, tolerance }: Interval): Axis {
  const [least, most] = [Math.min(-tolerance, low), Math.max(tolerance, high)];
  const { from, to, ticks } = niceAxis(least, most);
  const half = ((ticks[1] ?? 0) - from) / 2;
  const trimmed = { from: least >= from + half ? from + half : from, to: most <= to - half ? to - half : to };
  return { ...trimmed, ticks: ticks.filter((tick) => tick >= trimmed.from && tick <= trimmed.to) };
}

/** `+39.8`, `−0.4`, `0`: one decimal where it says something, and a true minus. */
export function signedText(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  if (rounded === 0) return '0';
  return `${rounded > 0 ? '+' : '−'}${Math.abs(rounded)}`;
}
