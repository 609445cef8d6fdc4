/**
 * A span as the desk writes it: `8 s`, `3 m 05 s`, `2 h 04 m`, `41 d`. Seconds are cut, not rounded: an age never runs ahead.
 * @param ms milliseconds; negative counts as 0
 */
export function spanText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const two = (value: number) => String(value).padStart(2, '0');
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} m ${two(seconds % 60)} s`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h ${two(Math.floor((seconds % 3_600) / 60))} m`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** A length somebody wrote into a spec, without empty units: `10 m`, `1 h 30 m`, `45 s`. */
export function lengthText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor((whole % 86_400) / 3_600), 'h'],
    [Math.floor((whole % 3_600) / 60), 'm'],
    [whole % 60, 's'],
  ] as const;
  const said = parts.filter(([value]) => value > 0).map(([value, unit]) => `${value} ${unit}`);
  return said.length === 0 ? '0 s' : said.join(' ');
}

/** At most one decimal and no empty one: `25%`, `4.9%`, `33.3%`. */
export function percentText(percent: number): string {
  return `${Math.round(percent * 10) / 10}%`;
}

/**
 * The time on the reader's wall, `11:06`.
 * @param at epoch ms
 * @param timeZone IANA name, for example `Europe/Berlin`
 */
export function clockText(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(at);
}

/** `a, b and c`. */
export function listText(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}
