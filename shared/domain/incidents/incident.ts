import { type Target, targetKey } from '../rollouts/target.ts';
import type { Declared, Gap, IncidentEvent, Reading, Recorded, Seen, Subject } from './events.ts';
import { type Fact, fuller } from './fact.ts';
import type { Review, Severity, SubjectDifference } from './views.ts';
import type { z } from 'zod';

type Told = { readonly by: string; readonly auditId: string; readonly at: number };
type Note = Told & { readonly id: string; readonly text: string; readonly writtenAt: number };

/** What people did to one entry, whether or not the entry was gathered yet. */
export interface Marks {
  readonly pinned: boolean;
  readonly hidden: (Told & { readonly reason: string }) | null;
  readonly corrected: (Told & { readonly to: number; readonly reason: string }) | null;
  readonly annotations: readonly (Told & { readonly kind: 'said' | 'pinned' | 'hidden' | 'corrected'; readonly text: string })[];
}

/** An incident as its events made it. The same events in any split give the same incident. */
export interface Incident {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly severity: z.infer<typeof Severity>;
  readonly openedAt: number;
  readonly openedBy: string;
  readonly openedByAudit: string | null;
  readonly causes: readonly string[];
  readonly targets: readonly Target[];
  readonly subjects: ReadonlyMap<string, Subject>;
  readonly since: number;
  readonly closed: (Told & { readonly reason: string }) | null;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly notes: ReadonlyMap<string, Note>;
  readonly marks: ReadonlyMap<string, Marks>;
  readonly readings: ReadonlyMap<string, readonly Reading[]>;
  readonly seen: ReadonlyMap<string, Seen>;
  /** By target and pod hash. */
  readonly differences: ReadonlyMap<string, SubjectDifference>;
  readonly declared: readonly Declared[];
  readonly gaps: readonly Gap[];
  readonly review: (Told & { readonly review: Review }) | null;
  readonly retitles: readonly (Told & { readonly title: string; readonly severity: z.infer<typeof Severity> })[];
  readonly joins: readonly { readonly cause: string; readonly at: number }[];
  readonly cited: ReadonlyMap<string, { readonly seq: number; readonly hash: string }>;
}

const noMarks: Marks = { pinned: false, hidden: null, corrected: null, annotations: [] };

/** The incident its stream tells, or null for a stream that does not begin with an opening. `events` in the stream's order. */
export function incidentOf(id: string, events: readonly Recorded[]): Incident | null {
  const [first, ...rest] = events;
  if (first?.event.type !== 'opened') return null;
  const { event, at } = first;
  // These grow in place while this one fold runs; nobody else sees them before it is done.
  const facts = new Map<string, Fact>();
  const notes = new Map<string, Note>();
  const marks = new Map<string, Marks>();
  const readings = new Map<string, Reading[]>();
  const seen = new Map<string, Seen>();
  const differences = new Map<string, SubjectDifference>();
  const cited = new Map<string, { seq: number; hash: string }>();
  const subjects = new Map(event.subjects.map((subject) => [targetKey(subject.target), subject]));
  const targets = new Map(event.targets.map((target) => [targetKey(target), target]));
  const retitles: Incident['retitles'][number][] = [];
  const joins: Incident['joins'][number][] = [];
  let now: Pick<Incident, 'title' | 'severity' | 'since' | 'closed' | 'review' | 'declared' | 'gaps'> = {
    title: event.title,
    severity: event.severity,
    since: event.since,
    closed: null,
    review: null,
    declared: [],
    gaps: [],
  };
  const mark = (entry: string, more: Partial<Marks>) => marks.set(entry, { ...(marks.get(entry) ?? noMarks), ...more });

  function apply(next: IncidentEvent, recordedAt: number): void {
    switch (next.type) {
      case 'opened':
        return;
      case 'joined':
        for (const target of next.targets) targets.set(targetKey(target), target);
        for (const subject of next.subjects) subjects.set(targetKey(subject.target), subject);
        joins.push({ cause: next.cause, at: recordedAt });
        now = { ...now, since: Math.min(now.since, next.since) };
        return;
      case 'gathered':
        return gathered(next);
      case 'noted':
        notes.set(next.id, { ...told(next, next.at), id: next.id, text: next.text, writtenAt: recordedAt });
        return;
      case 'retitled':
        retitles.push({ ...told(next, recordedAt), title: next.title, severity: next.severity });
        now = { ...now, title: next.title, severity: next.severity };
        return;
      case 'reviewed':
        now = { ...now, review: { ...told(next, recordedAt), review: next.review } };
        return;
      case 'closed':
        now = { ...now, closed: { ...told(next, recordedAt), reason: next.reason } };
        return;
      default:
        return marked(next, told(next, recordedAt));
    }
  }

  function gathered(next: Extract<IncidentEvent, { type: 'gathered' }>): void {
    for (const fact of next.facts) {
      const known = facts.get(fact.id);
      facts.set(fact.id, known === undefined ? fact : fuller(known, fact));
    }
    for (const reading of next.readings) {
      const list = readings.get(reading.target);
      if (list === undefined) readings.set(reading.target, [reading]);
      else list.push(reading);
    }
    for (const subject of next.subjects) subjects.set(targetKey(subject.target), subject);
    for (const look of next.seen) seen.set(targetKey(look.target), look);
    for (const one of next.differences ?? []) differences.set(differenceKey(one), one);
    for (const { auditId, seq, hash } of next.cited) cited.set(auditId, { seq, hash });
    now = { ...now, declared: next.declared ?? now.declared, gaps: next.gaps ?? now.gaps };
  }

  function marked(next: Extract<IncidentEvent, { entry: string }>, by: Told): void {
    const noted = (kind: Marks['annotations'][number]['kind'], text: string) => ({
      annotations: [...(marks.get(next.entry)?.annotations ?? []), { ...by, kind, text }],
    });
    switch (next.type) {
      case 'pinned':
        return void mark(next.entry, { pinned: next.pinned, ...noted('pinned', next.pinned ? 'Pinned' : 'Pin taken off') });
      case 'hid': {
        const said = `${next.hidden ? 'Hidden' : 'Shown again'}${next.reason === '' ? '' : `: ${next.reason}`}`;
        return void mark(next.entry, { hidden: next.hidden ? { ...by, reason: next.reason } : null, ...noted('hidden', said) });
      }
      case 'corrected':
        return void mark(next.entry, {
          corrected: { ...by, to: next.at, reason: next.reason },
          ...noted('corrected', `Time corrected: ${next.reason}`),
        });
      case 'annotated':
        return void mark(next.entry, noted('said', next.text));
    }
  }

  for (const { event: next, at: recordedAt } of rest) apply(next, recordedAt);
  return {
    id,
    version: events.length,
    openedAt: at,
    openedBy: event.by,
    openedByAudit: event.auditId,
    causes: [event.cause, ...joins.map(({ cause }) => cause)],
    targets: [...targets.values()],
    subjects,
    facts,
    notes,
    marks,
    readings,
    seen,
    differences,
    cited,
    retitles,
    joins,
    ...now,
  };
}

function told({ by, auditId }: { by: string; auditId: string }, at: number): Told {
  return { by, auditId, at };
}

/** One version of one workload. */
export function differenceKey({ target, hash }: Pick<SubjectDifference, 'target' | 'hash'>): string {
  return `${targetKey(target)} ${hash}`;
}
