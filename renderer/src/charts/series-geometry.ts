/** One reading of a series: when (epoch ms) and how much; null where the source had nothing to say. Oldest first. */
export type Reading = readonly [at: number, value: number | null];
export type Series = readonly Reading[];

export interface Frame {
  /** Epoch ms at the left and right edge. */
  readonly from: number;
  readonly to: number;
  /** The values at the bottom and at the top. */
  readonly low: number;
  readonly high: number;
  /** SVG user units. */
  readonly width: number;
  readonly height: number;
}

const round = (value: number) => Math.round(value * 10) / 10;

export function xAt({ from, to, width }: Frame, at: number): number {
  return to <= from ? 0 : round((Math.min(Math.max(at, from), to) - from) * (width / (to - from)));
}

/** A value outside the scale stands at its edge: it is cut off, not left out. */
export function yAt({ low, high, height }: Frame, value: number): number {
  if (high <= low) return round(height / 2);
  return round(height * (1 - (Math.min(Math.max(value, low), high) - low) / (high - low)));
}

/** The scale both versions share: from zero, or from the lowest where all of it is far from zero, to a little over the highest. */
export function scaleOf(all: readonly Series[]): { readonly low: number; readonly high: number } {
  const values = all.flatMap((series) => series.flatMap(([, value]) => (value === null ? [] : [value])));
  if (values.length === 0) return { low: 0, high: 1 };
  const highest = values.reduce((a, b) => Math.max(a, b));
  const lowest = values.reduce((a, b) => Math.min(a, b));
  const low = lowest > 0 && lowest > highest * 0.7 ? lowest * 0.9 : Math.min(0, lowest);
  return { low, high: highest === low ? low + 1 : highest + (highest - low) * 0.05 };
}

const inside = ({ from, to }: Frame, series: Series) => series.filter(([at]) => at >= from && at <= to);

/** The line, broken where nothing is known or where readings are further apart than `breakMs`: no line is drawn over a hole. */
export function seriesPath(series: Series, frame: Frame, breakMs = Number.POSITIVE_INFINITY): string {
  let path = '';
  let before: number | null = null;
  for (const [at, value] of inside(frame, series)) {
    if (value === null) {
      before = null;
      continue;
    }
    const move = before === null || at - before > breakMs;
    path += `${move ? 'M' : 'L'}${xAt(frame, at)} ${yAt(frame, value)}`;
    before = at;
  }
  return path;
}

/**
 * Spans with nothing known, left and right edge in user units: before the first reading, between readings further apart than
 * `breakMs` (epoch ms), and after the last. A source that is merely between two readings is no hole.
 */
export function holesOf(series: Series, frame: Frame, breakMs: number): (readonly [number, number])[] {
  const known = inside(frame, series).flatMap(([at, value]) => (value === null ? [] : [at]));
  const edges = [frame.from, ...known, frame.to];
  return edges.flatMap((at, index) => {
    const next = edges[index + 1];
    return next === undefined || next - at <= breakMs ? [] : [[xAt(frame, at), xAt(frame, next)] as const];
  });
}
