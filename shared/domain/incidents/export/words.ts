import { spanText } from '../../rollouts/words.ts';
import type { Cost, IncidentPage, Silence, TimelineEntry } from '../views.ts';

/** `2026-11-26 11:12:16` on the wall of the zone. */
export function timeText(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone }).format(at);
}

/** The same with its milliseconds. */
export function exactTimeText(at: number, timeZone: string): string {
  return `${timeText(at, timeZone)}.${String(((at % 1_000) + 1_000) % 1_000).padStart(3, '0')}`;
}

/** As many digits as the source vouches for: `11:12:16.400` is exact, `11:12:16` to the second, `11:12:05 +15 s` somewhere in 15 seconds. */
export function stampText(at: number, precisionMs: number, timeZone: string): string {
  if (precisionMs < 1_000) return exactTimeText(at, timeZone);
  return `${timeText(at, timeZone)}${precisionMs > 1_000 ? ` +${Math.round(precisionMs / 1_000)} s` : ''}`;
}

/** A stamp, with the date before it where that is another day than the opening's. */
export function rowTimeText(at: number, precisionMs: number, openedAt: number, timeZone: string): string {
  const whole = stampText(at, precisionMs, timeZone);
  return whole.slice(0, 10) === timeText(openedAt, timeZone).slice(0, 10) ? whole.slice(11) : whole;
}

/** `+8:38` or `−0:06` from the opening. */
export function elapsedText(at: number, openedAt: number): string {
  const seconds = Math.round((at - openedAt) / 1_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const whole = Math.abs(seconds);
  const hours = Math.floor(whole / 3_600);
  const rest = `${hours > 0 ? `${hours}:${two(Math.floor((whole % 3_600) / 60))}` : Math.floor(whole / 60)}:${two(whole % 60)}`;
  return `${seconds < 0 ? '−' : '+'}${rest}`;
}

export function moneyText(amount: number | null, currency: string): string {
  if (amount === null) return 'unknown';
  const digits = amount !== 0 && Math.abs(amount) < 100 ? 2 : 0;
  return `${currency} ${amount.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

/** What the meter could not count, or an empty text. */
export function unknownText({ unknownMinutes }: Cost): string {
  if (unknownMinutes === 0) return '';
  return unknownMinutes === 1
    ? 'For 1 minute nothing was measured: it is unknown, not free, and not in this figure.'
    : `For ${unknownMinutes} minutes nothing was measured: they are unknown, not free, and not in this figure.`;
}

export function standText({ state, openedAt, openedBy, closedAt, at }: IncidentPage): string {
  return state === 'open'
    ? `open for ${spanText(at - openedAt)}, opened by ${openedBy}`
    : `closed after ${spanText((closedAt ?? at) - openedAt)}, opened by ${openedBy}`;
}

export const sourceNames: Readonly<Record<TimelineEntry['source'], string>> = {
  audit: 'audit log',
  kubernetes: 'Kubernetes event',
  route: 'route',
  metrics: 'metrics',
  ci: 'CI',
  'sign-off': 'sign-off',
  outside: 'change by others',
  train: 'train',
  note: 'note',
  desk: 'desk',
};

/** Entries and silences in the order they are read; hidden ones only where asked for. */
export function rowsOf({ entries, silences }: IncidentPage, hidden: boolean): readonly (TimelineEntry | Silence)[] {
  const rows: (TimelineEntry | Silence)[] = [];
  let next = 0;
  for (const entry of entries.filter((one) => hidden || !one.hidden)) {
    // A silence ends with the entry that breaks it, so it stands before it.
    for (let silence = silences[next]; silence !== undefined && silence.to <= entry.at; silence = silences[++next]) rows.push(silence);
    rows.push(entry);
  }
  return [...rows, ...silences.slice(next)];
}

export function hiddenText({ entries }: IncidentPage, hidden: boolean): string {
  const count = entries.filter((entry) => entry.hidden).length;
  if (count === 0) return '';
  const said = count === 1 ? '1 entry is' : `${count} entries are`;
  return hidden ? `${said} hidden on the desk and shown here.` : `${said} hidden and not shown here. The record keeps them.`;
}
