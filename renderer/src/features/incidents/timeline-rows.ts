import { folded } from '#shared/domain/incidents/fold.ts';
import type { IncidentPage, TimelineEntry } from '#shared/domain/incidents/views.ts';
import type { Badge } from '#shared/domain/rollouts/views.ts';
import { wholeText } from '../../lib/wall-time.ts';
import type { GlyphName } from '../../components/glyph.tsx';
import type { TimelineEntry as ShownEntry, TimelineRow } from '../../components/timeline.tsx';

export interface Shown {
  readonly pinnedOnly: boolean;
  readonly hidden: boolean;
  /** Folds whose events are shown. */
  readonly unfolded?: ReadonlySet<string>;
}

/** Whether a row stands for several entries: nothing can be done to it but to open it. */
export function isFold(key: string): boolean {
  return key.startsWith('fold:');
}

const marks: Record<TimelineEntry['tone'], { readonly glyph: GlyphName; readonly state?: Badge }> = {
  bad: { glyph: 'degraded', state: 'degraded' },
  good: { glyph: 'ok', state: 'healthy' },
  moving: { glyph: 'progressing', state: 'progressing' },
  neutral: { glyph: 'ring' },
  person: { glyph: 'person' },
  outside: { glyph: 'ghost' },
};

/** The timeline as it is read: in order of time, with the stretches in which nobody acted, unless only pinned ones are asked for. */
export function rowsOf({ entries, silences }: IncidentPage, { pinnedOnly, hidden, unfolded = new Set() }: Shown): readonly ShownEntry[] {
  const shown = entries.filter((entry) => (hidden || !entry.hidden) && (!pinnedOnly || entry.pinned));
  const rows: ShownEntry[] = (pinnedOnly ? shown : folded(shown)).flatMap((entry) =>
    'folded' in entry && unfolded.has(entry.id) ? [rowOf(entry), ...entry.folded.map(rowOf)] : [rowOf(entry)],
  );
  if (pinnedOnly) return rows;
  for (const { from, to, text } of silences) {
    const index = rows.findIndex((row) => 'at' in row && row.at >= to);
    const gap = { key: `silence ${from}`, gapMs: to - from, text };
    if (index === -1) rows.push(gap);
    else rows.splice(index, 0, gap);
  }
  return rows;
}

function rowOf(entry: TimelineEntry): TimelineRow {
  const { glyph, state } = marks[entry.tone];
  return {
    key: entry.id,
    at: entry.at,
    glyph,
    ...(state === undefined ? {} : { state }),
    text: entry.text,
    ...(detailOf(entry) === '' ? {} : { detail: detailOf(entry) }),
    source: sourceOf(entry),
    pinned: entry.pinned,
    ...(isFold(entry.id) ? { pinnable: false } : {}),
  };
}

/** Somebody else's words, the audit entry it stands on, what people added, and that a time was corrected or an entry hidden. */
function detailOf({ detail, audit, annotations, originalAt, hidden, precisionMs }: TimelineEntry): string {
  return [
    ...citedLines(detail ?? '', audit),
    ...annotations
      .filter(({ kind }) => kind !== 'pinned')
      .map(({ by, text, audit: cited }) => `${by}: ${text}${cited === null ? '' : ` (audit ${cited.seq})`}`),
    precisionMs > 1_000 ? `some time in the ${Math.round(precisionMs / 1_000)} s from then` : '',
    originalAt === null ? '' : `its source said ${wholeText(originalAt)}`,
    hidden ? 'hidden from the export' : '',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** The entry it stands on is named once, whoever wrote the detail. */
function citedLines(detail: string, audit: TimelineEntry['audit']): readonly string[] {
  if (audit === null) return [detail];
  const hash = audit.hash.slice(0, 12);
  return detail.startsWith(`audit ${audit.seq}`) ? [`${detail}, ${hash}`] : [detail, `audit ${audit.seq}, ${hash}`];
}

function sourceOf({ source, who }: TimelineEntry): string {
  if (source === 'outside') return who === null ? 'outside the desk' : who;
  return who ?? source;
}
