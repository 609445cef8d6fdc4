const minute = 60;
const hour = 3_600;
const day = 86_400;

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** An age in seconds as the desk writes it: `8 s`, `3 m 12 s`, `2 h 04 m`, `41 d`. Whole seconds, rounded down. */
export function ageText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < minute) return `${whole} s`;
  if (whole < hour) return `${Math.floor(whole / minute)} m ${pad(whole % minute)} s`;
  if (whole < day) return `${Math.floor(whole / hour)} h ${pad(Math.floor((whole % hour) / minute))} m`;
  return `${Math.floor(whole / day)} d`;
}

/** A length of time to be read, not watched: tenths under ten seconds (`0.2 s`, `3 s`), then as an age. */
export function durationText(seconds: number): string {
  if (seconds >= 10) return ageText(Math.round(seconds));
  const tenths = Math.round(Math.max(0, seconds) * 10) / 10;
  // Something that took a moment did not take nothing.
  return tenths === 0 && seconds > 0 ? '0.0 s' : `${tenths} s`;
}

/** A running clock: always one decimal, so that it never changes its shape. `9.4`, `17.4`, `128.0`. */
export function runningText(seconds: number): string {
  return Math.max(0, seconds).toFixed(1);
}

/** Time since a start, to be read down a column: `0:06`, `9:48`, `1:02:05`, and `−0:06` before it. `ms` may be negative. */
export function relativeText(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1_000);
  const sign = ms < 0 && seconds > 0 ? '−' : '';
  const minutes = Math.floor(seconds / minute);
  if (seconds < hour) return `${sign}${minutes}:${pad(seconds % minute)}`;
  return `${sign}${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(seconds % minute)}`;
}
