import { spanText } from '../../rollouts/words.ts';
import { folded } from '../fold.ts';
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

/** `+8:38` or `−0:06` from where the incident's clock starts. */
export function elapsedText(at: number, from: number): string {
  const seconds = Math.round((at - from) / 1_000);
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

export function standText({ state, openedAt, openedBy, closedAt, at, clock }: IncidentPage): string {
  const harm = clock.from === 'harm' && clock.at < openedAt ? `, ${spanText((closedAt ?? at) - clock.at)} from the harm` : '';
  return state === 'open'
    ? `open for ${spanText(at - openedAt)}${harm}, opened by ${openedBy}`
    : `closed after ${spanText((closedAt ?? at) - openedAt)}${harm}, opened by ${openedBy}`;
}

/** Where elapsed times count from, in a sentence. */
export function clockText({ clock }: Pick<IncidentPage, 'clock'>, timeZone: string): string {
  return clock.from === 'harm'
    ? `Elapsed times count from the harm at ${stampText(clock.at, clock.precisionMs, timeZone)}: ${clock.text}.`
    : `Elapsed times count from the opening. ${clock.text}`;
}

/** Head of the column of elapsed times. */
export function fromText({ clock }: Pick<IncidentPage, 'clock'>): string {
  return clock.from === 'harm' ? 'from the harm' : 'from opening';
}

/** What it costs as it stands now, apart from what it came to. */
export function rateText({ perMinute, currency }: Pick<Cost, 'perMinute' | 'currency'>): string {
  return perMinute === null ? 'What it costs a minute now is unknown.' : `Now: ${moneyText(perMinute, currency)} a minute.`;
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

/** Entries and silences in the order they are read, controllers' events folded; hidden ones stay as what was hidden, by whom and why. */
export function rowsOf({ entries, silences }: IncidentPage, hidden: boolean, fold = true): readonly (TimelineEntry | Silence)[] {
  const rows: (TimelineEntry | Silence)[] = [];
  const shown = entries.map((entry) => (entry.hidden && !hidden ? covered(entry) : entry));
  let next = 0;
  for (const entry of fold ? folded(shown) : shown) {
    // A silence ends with the entry that breaks it, so it stands before it.
    for (let silence = silences[next]; silence !== undefined && silence.to <= entry.at; silence = silences[++next]) rows.push(silence);
    rows.push(entry);
  }
  return [...rows, ...silences.slice(next)];
}

/** In the place of a hidden entry: that there is one, and what people did to it; not what it said. */
function covered(entry: TimelineEntry): TimelineEntry {
  const annotations = entry.annotations.filter(({ kind }) => kind === 'hidden');
  return {
    ...entry,
    text: 'An entry is hidden here',
    tone: 'neutral',
    who: null,
    detail: null,
    url: null,
    audit: null,
    seen: null,
    annotations,
  };
}

export function hiddenText({ entries }: IncidentPage, hidden: boolean): string {
  const count = entries.filter((entry) => entry.hidden).length;
  if (count === 0) return '';
  const said = count === 1 ? '1 entry is' : `${count} entries are`;
  return hidden
    ? `${said} hidden on the desk and shown here.`
    : `${said} hidden: in ${count === 1 ? 'its' : 'their'} place stands who hid ${count === 1 ? 'it' : 'them'} and why. The record keeps ${count === 1 ? 'it' : 'them'}.`;
}
