const units: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3_600 };

/** Seconds in a duration as Go writes them (`90s`, `2m`, `1m30s`, `500ms`); a bare number is seconds. null: not a duration above zero. */
export function parseDuration(text: string): number | null {
  if (/^\d+(\.\d+)?$/.test(text)) return positive(Number(text));
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return null;
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g);
  let seconds = 0;
  for (const [, amount, unit] of parts) seconds += Number(amount) * (units[unit ?? ''] ?? Number.NaN);
  return positive(seconds);
}

function positive(seconds: number): number | null {
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}
