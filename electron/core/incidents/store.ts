import { fail, ok, type Result } from '#shared/contract/result.ts';
import { nextIncidentId, openOn } from '#shared/domain/incidents/decide.ts';
import { IncidentEvent, type Recorded } from '#shared/domain/incidents/events.ts';
import { type Incident, incidentOf } from '#shared/domain/incidents/incident.ts';
import { z } from 'zod';
import type { Json } from '../json.ts';
import type { Log } from '../ports/log.ts';
import type { RecordedEvent, Records } from '../ports/records.ts';

const prefix = 'incidents/';
/** Of two deciders one wins; the other reads again. So many losses in a row are no race any more. */
const tries = 20;

export type Opening = Omit<Extract<IncidentEvent, { type: 'opened' }>, 'type'>;

/** Incidents as their streams keep them: shared by every desk of this home. */
export interface IncidentStore {
  load(id: string): Promise<Result<Incident>>;
  /** Newest first. */
  all(): Promise<Result<readonly Incident[]>>;
  /** Decides on the newest state and records the events; decides again when another desk was faster. No events: nothing is written. */
  change(id: string, decide: (incident: Incident) => Result<readonly IncidentEvent[]>): Promise<Result<Incident>>;
  /**
   * Opens one with the next free number. `unless` looks at all others first and may answer with one of them instead; it is
   * asked again for every number that another desk took.
   */
  open(opening: Opening, unless: (others: readonly Incident[]) => Incident | null): Promise<Result<{ incident: Incident; fresh: boolean }>>;
  /** Ids of incidents that grew, by any process of this home. */
  onChange(listener: (ids: readonly string[]) => void, signal: AbortSignal): void;
}

/** Until the signal fires the store hears of what others write, a second late at most; deciding is always on what is written. */
export function createIncidentStore(records: Records, log: Log, signal: AbortSignal): IncidentStore {
  /** Folded incidents, until their stream grows. */
  const folded = new Map<string, Incident>();
  /** null: to be asked again. */
  let known: readonly string[] | null = null;
  /** Grows with every change: what was being read meanwhile is not kept. */
  let changes = 0;
  records.onChange((streams) => {
    for (const name of streams) forget(name);
  }, signal);

  function forget(stream: string): void {
    if (!stream.startsWith(prefix)) return;
    changes += 1;
    folded.delete(stream.slice(prefix.length));
    known = null;
  }

  async function load(id: string): Promise<Result<Incident>> {
    const cached = folded.get(id);
    return cached === undefined ? read(id) : ok(cached);
  }

  async function read(id: string): Promise<Result<Incident>> {
    const before = changes;
    const read = await records.read(`${prefix}${id}`);
    if (!read.ok) return read;
    const incident = incidentOf(id, read.value.flatMap(recorded));
    if (incident === null) return fail('not-found', `There is no incident ${id}. rcc incidents list names them.`, { field: 'incident' });
    const whole = { ...incident, version: read.value.length };
    if (changes === before) folded.set(id, whole);
    return ok(whole);
  }

  /** An event this version does not know is left out, said in the log; the rest of the incident still stands. */
  function recorded({ stream, version, at, data }: RecordedEvent): Recorded[] {
    const event = IncidentEvent.safeParse(data);
    if (event.success) return [{ at, event: event.data }];
    log.warn('An event of an incident cannot be understood and is left out', { stream, version });
    return [];
  }

  async function all(): Promise<Result<readonly Incident[]>> {
    const before = changes;
    const names = known === null ? await records.streams(prefix) : ok(known);
    if (!names.ok) return names;
    if (changes === before) known = names.value;
    const loaded = await Promise.all(names.value.map((name) => load(name.slice(prefix.length))));
    return ok(loaded.flatMap((one) => (one.ok ? [one.value] : [])).sort((one, other) => other.openedAt - one.openedAt));
  }

  return {
    load,
    all,
    async change(id, decide) {
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const incident = await load(id);
        if (!incident.ok) return incident;
        const events = decide(incident.value);
        if (!events.ok) return events;
        if (events.value.length === 0) return incident;
        const written = await records.append(`${prefix}${id}`, incident.value.version, events.value.map(toJson));
        forget(`${prefix}${id}`);
        if (written.ok) return load(id);
        if (written.error.kind !== 'conflict') return written;
      }
      return fail('conflict', `${id} is written to by others without a pause. Try again.`);
    },
    async open(opening, unless) {
      for (let attempt = 0; attempt < tries; attempt += 1) {
        known = null;
        const names = await records.streams(prefix);
        if (!names.ok) return names;
        const others = await all();
        if (!others.ok) return others;
        const instead = unless(others.value);
        if (instead !== null) return ok({ incident: instead, fresh: false });
        const id = nextIncidentId(names.value.map((name) => name.slice(prefix.length)));
        const written = await records.append(`${prefix}${id}`, 0, [toJson({ type: 'opened', ...opening })]);
        forget(`${prefix}${id}`);
        if (written.ok) {
          const incident = await load(id);
          return incident.ok ? ok({ incident: incident.value, fresh: true }) : incident;
        }
        if (written.error.kind !== 'conflict') return written;
      }
      return fail('conflict', 'Incidents are opened by others without a pause. Try again.');
    },
    onChange(listener, signal) {
      records.onChange((streams) => {
        const ids = streams.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
        if (ids.length > 0) listener(ids);
      }, signal);
    },
  };
}

/** Opens an incident, or joins the open one of the same targets: one open incident per target at a time. */
export async function openOrJoin(store: IncidentStore, opening: Opening): Promise<Result<Incident>> {
  const opened = await store.open(
    opening,
    (others) => others.find(({ causes }) => isOf(causes, opening.cause)) ?? openOn(others, opening.targets),
  );
  if (!opened.ok || opened.value.fresh) return opened.ok ? ok(opened.value.incident) : opened;
  const { cause, targets, subjects, since } = opening;
  return store.change(opened.value.incident.id, ({ causes }) =>
    ok(isOf(causes, cause) || cause === 'by hand' ? [] : [{ type: 'joined', cause, targets, subjects, since }]),
  );
}

/** By hand may happen twice for two reasons; a rollback or a halted train causes one incident. */
function isOf(causes: readonly string[], cause: string): boolean {
  return cause !== 'by hand' && causes.includes(cause);
}

const anyJson: z.ZodType<Json> = z.json();

function toJson(event: IncidentEvent): Json {
  return anyJson.parse(JSON.parse(JSON.stringify(event)));
}
