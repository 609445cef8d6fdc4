import type { Incident, Marks } from './incident.ts';
import type { TimelineEntry } from './views.ts';

type Plain = Omit<TimelineEntry, 'originalAt' | 'pinned' | 'hidden' | 'annotations'>;

/**
 * The timeline of an incident, in order of time: what its sources said, what people noted, and what the desk itself did. The
 * order does not depend on when anything was gathered. A corrected time keeps what the source said; hidden entries stay in.
 */
export function timelineOf(incident: Incident): TimelineEntry[] {
  const plain: Plain[] = [...facts(incident), ...notes(incident), ...desk(incident)];
  return plain.map((entry) => marked(entry, incident.marks.get(entry.id))).sort(byTime);
}

const second = 1_000;

/**
 * By second, then by what is known within it: Kubernetes stamps whole seconds, so an event of 11:12:16 may be what came of an act of
 * 11:12:16.4 and stands after it, while another's edit, which no event precedes, stands before. Then by time and by name: the order
 * never depends on what arrived first.
 */
export function byTime(one: TimelineEntry, other: TimelineEntry): number {
  const seconds = Math.floor(one.at / second) - Math.floor(other.at / second);
  if (seconds !== 0) return seconds;
  const ranks = rankOf(one) - rankOf(other);
  if (ranks !== 0) return ranks;
  if (one.at !== other.at) return one.at - other.at;
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}

function rankOf({ source, at }: TimelineEntry): number {
  if (at % second !== 0) return 1;
  return source === 'outside' ? 0 : source === 'kubernetes' ? 2 : 1;
}

function facts({ facts: known, since }: Incident): Plain[] {
  return [...known.values()].filter(({ at }) => at >= since).map(({ rev: _rev, act: _act, ...fact }) => fact);
}

function notes({ notes: written, cited }: Incident): Plain[] {
  return [...written.values()].map(({ id, at, by, text, auditId, writtenAt }) => ({
    ...ofDesk(id, at, by, text, cited.get(auditId) ?? null),
    source: 'note',
    tone: 'person',
    detail: writtenAt - at > 60_000 ? `written ${new Date(writtenAt).toISOString()}` : null,
  }));
}

/** Opening, renaming, review and closing: the incident's own doings are on its timeline like any other. */
function desk(incident: Incident): Plain[] {
  const { id, openedAt, openedBy, openedByAudit, causes, joins, retitles, review, closed, cited } = incident;
  const ref = (auditId: string | null) => (auditId === null ? null : (cited.get(auditId) ?? null));
  const [cause = ''] = causes;
  const tone = openedBy === 'desk' ? 'neutral' : 'person';
  const entries: Plain[] = [
    { ...ofDesk('desk:opened', openedAt, openedBy, `${id} opened`, ref(openedByAudit)), tone, detail: cause === 'by hand' ? null : cause },
    ...joins.map((join, index) => ({
      ...ofDesk(`desk:joined:${index}`, join.at, 'desk', `Joined by ${join.cause}`, null),
      tone: 'neutral' as const,
    })),
    ...retitles.map((one, index) =>
      ofDesk(`desk:retitled:${index}`, one.at, one.by, `Now severity ${one.severity}: ${one.title}`, ref(one.auditId)),
    ),
  ];
  if (review !== null) entries.push(ofDesk('desk:reviewed', review.at, review.by, 'Review written', ref(review.auditId)));
  if (closed !== null)
    entries.push({ ...ofDesk('desk:closed', closed.at, closed.by, `${id} closed`, ref(closed.auditId)), detail: closed.reason });
  return entries;
}

function ofDesk(id: string, at: number, who: string, text: string, audit: Plain['audit']): Plain {
  return { id, at, source: 'desk', who, tone: 'person', text, detail: null, target: null, audit, url: null };
}

function marked(entry: Plain, marks: Marks | undefined): TimelineEntry {
  const corrected = marks?.corrected ?? null;
  return {
    ...entry,
    at: corrected?.to ?? entry.at,
    originalAt: corrected === null ? null : entry.at,
    pinned: marks?.pinned ?? false,
    hidden: (marks?.hidden ?? null) !== null,
    annotations: [
      ...(corrected === null ? [] : [{ by: corrected.by, at: corrected.at, text: `Time corrected: ${corrected.reason}` }]),
      ...(marks?.hidden
        ? [{ by: marks.hidden.by, at: marks.hidden.at, text: marks.hidden.reason === '' ? 'Hidden' : `Hidden: ${marks.hidden.reason}` }]
        : []),
      ...(marks?.annotations ?? []).map(({ by, at, text }) => ({ by, at, text })),
    ],
  };
}
