import type { Series } from '../../charts/series-geometry.ts';

/** Fifteen minutes of readings every 15 s around a level, with the same small unrest each time: no randomness in a picture. */
export function sampleSeries(now: number, level: number, unrest: number): Series {
  return Array.from({ length: 61 }, (_, index) => [
    now - 900_000 + index * 15_000,
    level + unrest * Math.sin(index * 1.7) * Math.cos(index * 0.37),
  ]);
}

/** One level before a moment (epoch ms), another after it. */
export function sampleStep(now: number, before: number, after: number, at: number): Series {
  return sampleSeries(now, 0, Math.max(before, after) * 0.05).map(([moment, value]) => [
    moment,
    (moment < at ? before : after) + (value ?? 0) * (moment < at ? 0.2 : 1),
  ]);
}
