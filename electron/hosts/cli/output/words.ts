import { upstreamText } from '#shared/contract/upstream-text.ts';
import { percentText, spanText } from '#shared/domain/rollouts/words.ts';

/** What is not known. */
export const unknown = '–';

/** How long ago something was (epoch ms), as `8 s` or `3 m 05 s`, or a dash. */
export function ageOf(at: number | null, now: number): string {
  return at === null ? unknown : spanText(now - at);
}

/** `25%`, `4.8%`, or a dash. */
export function percent(value: number | null): string {
  return value === null ? unknown : percentText(value);
}

/** Seconds on a clock: `0.3 s`, `12 s`, or a dash. */
export function seconds(value: number | null): string {
  return value === null ? unknown : `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} s`;
}

/** Somebody else's words on one line, without escapes. */
export function oneLine(text: string): string {
  return upstreamText(text).replaceAll(/\s*[\n\t\u2028\u2029]\s*/g, ' ');
}

/** Epoch ms as ISO 8601, for scripts. */
export function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
