import type { Lane } from '../../charts/time-axis.tsx';
import type { TimelineEntry, TimelineRow } from '../../components/timeline.tsx';

/** 11:01:14 on the day of the samples, Thu 26 Nov 2026 in Berlin: the verdict. */
export const timelineZero = Date.UTC(2026, 10, 26, 10, 1, 14);

const row = (seconds: number, key: string, more: Omit<TimelineRow, 'key' | 'at'>): TimelineRow => ({
  key,
  at: timelineZero + seconds * 1_000,
  ...more,
});

export const timelineEntries: readonly TimelineEntry[] = [
  row(-6, 'five', { glyph: 'progressing', state: 'progressing', text: 'payments 2.14.0 gets 5% of traffic', source: 'controller' }),
  row(0, 'worse', {
    glyph: 'degraded',
    state: 'degraded',
    text: 'Verdict worse, after 14 requests. 5 of 14 answered 500, stable 0.2%',
    source: 'judge',
    pinned: true,
  }),
  row(6, 'opened', { glyph: 'ring', text: 'INC-118 opened. L. Marsh paged, Denver 03:01', source: 'desk' }),
  { key: 'hole', gapMs: 512_000, text: 'Nobody acted. The page was not acknowledged.' },
  row(518, 'edited', {
    glyph: 'ghost',
    text: 'HTTPRoute payments edited outside the desk',
    detail: 'manager kubectl-edit, field rules[0].filters. The cluster does not say who.',
    source: 'outside the desk',
    pinned: true,
  }),
  row(594, 'asked', {
    glyph: 'progressing',
    state: 'progressing',
    text: 'Pause ended by its timer, step 3 asks for 25%',
    source: 'controller',
  }),
  row(595, 'refused', {
    glyph: 'degraded',
    state: 'degraded',
    text: 'Writes to HTTPRoute payments refused with 409, 4 times',
    detail: 'the object has been modified; please apply your changes to the latest version and try again',
    source: 'controller',
  }),
  row(662, 'held', {
    glyph: 'person',
    text: 'Rollback held. “40% of payments fail on 2.14.0”',
    detail: 'audit 48,213, intent on disk before it left',
    source: 'M. Okafor',
    pinned: true,
  }),
  row(665, 'read', { glyph: 'ok', state: 'healthy', text: 'Weight read back: 0% on 2.14.0', source: 'route' }),
  row(671, 'waits', {
    glyph: 'progressing',
    state: 'progressing',
    text: 'Waits for traffic on 2.14.0 to end; 3.1% seen',
    source: 'desk',
    now: true,
  }),
];

const rows = timelineEntries.filter((entry) => 'at' in entry);
const lane = (source: string, ...sources: string[]): Lane => ({
  source,
  events: rows
    .filter((entry) => sources.includes(entry.source))
    .map(({ key, at, text, glyph, state }) => ({
      key,
      at,
      text: String(text),
      glyph,
      ...(state === undefined ? {} : { state }),
    })),
});

export const timelineLanes: readonly Lane[] = [
  lane('controller', 'controller', 'route'),
  lane('judge', 'judge'),
  lane('this desk', 'desk', 'M. Okafor'),
  { ...lane('outside the desk', 'outside the desk'), missing: 'the cluster does not say who' },
  { source: 'CI', events: [], missing: 'no connection' },
];
