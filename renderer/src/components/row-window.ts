/** Where rows of known, unequal heights stand, so that only those on the screen need to exist. Pixels. */
export interface RowLayout {
  /** Top of each row; one more entry than rows: the last is the whole height. */
  readonly tops: readonly number[];
}

export function layoutRows(heights: readonly number[]): RowLayout {
  const tops = [0];
  for (const height of heights) tops.push((tops.at(-1) ?? 0) + height);
  return { tops };
}

/** First and last row (exclusive) that touch the window from `top` over `height`, with `spare` rows around it. */
export function rowsInWindow({ tops }: RowLayout, top: number, height: number, spare = 6): readonly [number, number] {
  const count = tops.length - 1;
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tops[middle + 1] ?? 0) <= top) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < count && (tops[end] ?? 0) < top + height) end += 1;
  return [Math.max(0, low - spare), Math.min(count, end + spare)];
}

/** How far to scroll so that a row is wholly seen; null when it already is. */
export function scrollFor({ tops }: RowLayout, index: number, top: number, height: number): number | null {
  const start = tops[index] ?? 0;
  const end = tops[index + 1] ?? start;
  if (start < top) return start;
  if (end > top + height) return end - height;
  return null;
}
