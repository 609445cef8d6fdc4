import { causeText } from './cause.ts';
import type { Incident, Marks } from './incident.ts';
import { grainOf, inOrder } from './order.ts';
import type { TimelineEntry } from './views.ts';

type Plain = Omit<TimelineEntry, 'originalAt' | 'pinned' | 'hidden' | 'annotations'>;

/**
 * The timeline of an incident, in order (see `inOrder`): what its sources said, what people noted, and what the desk itself did. The
 * order does not depend on when anything was gathered. A corrected time keeps what the source said; hidden entries stay in.
 */
export function timelineOf(incident: Incident): TimelineEntry[] {
  const plain: Plain[] = [...facts(incident), ...notes(incident), ...desk(incident)];
  return inOrder(
    plain.map((entry) => ({
      entry: marked(entry, incident.marks.get(entry.id), incident.cited),
      act: incident.facts.get(entry.id)?.act ?? null,
    })),
  );
}

/** Whose stamps have no fraction: also in records of older desks, which did not keep how exact a time is. */
const ofWholeSeconds: ReadonlySet<TimelineEntry['source']> = new Set(['kubernetes', 'outside', 'ci']);

function facts({ facts: known, since }: Incident): Plain[] {
  return [...known.values()]
    .filter(({ at }) => at >= since)
    .map(({ rev: _rev, act: _act, ...fact }) => ({
      ...fact,
      precisionMs: Math.max(fact.precisionMs, ofWholeSeconds.has(fact.source) ? grainOf(fact.at) : 1),
    }));
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
    {
      ...ofDesk('desk:opened', openedAt, openedBy, `${id} opened`, ref(openedByAudit)),
      tone,
      detail: cause === 'by hand' ? null : causeText(incident, cause),
    },
    ...joins.map((join, index) => ({
      ...ofDesk(`desk:joined:${index}`, join.at, 'desk', `It belongs to ${id} too: ${causeText(incident, join.cause)}`, null),
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
  return { id, at, precisionMs: 1, source: 'desk', who, tone: 'person', text, detail: null, target: null, audit, url: null, seen: null };
}

function marked(entry: Plain, marks: Marks | undefined, cited: Incident['cited']): TimelineEntry {
  const corrected = marks?.corrected ?? null;
  return {
    ...entry,
    at: corrected?.to ?? entry.at,
    originalAt: corrected === null ? null : entry.at,
    precisionMs: corrected === null ? entry.precisionMs : 1,
    pinned: marks?.pinned ?? false,
    hidden: (marks?.hidden ?? null) !== null,
    annotations: (marks?.annotations ?? []).map(({ auditId, kind, by, at, text }) => ({
      kind,
      by,
      at,
      text,
      audit: cited.get(auditId) ?? null,
    })),
  };
}
