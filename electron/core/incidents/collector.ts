import { ok, type Result } from '#shared/contract/result.ts';
import { gather, type Observation } from '#shared/domain/incidents/gather.ts';
import type { Incident } from '#shared/domain/incidents/incident.ts';
import type { AuditStore } from '../ports/audit-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { HaltedTrain, TrainsForIncidents } from './declared.ts';
import { openFromRollback, opensIncident } from './opening.ts';
import { type IncidentStore, type Opening, openOrJoin } from './store.ts';

const gatherEveryMs = 5_000;
const lookEveryMs = 1_000;
/** A desk that starts opens what another one, killed between an outcome and its incident, could not. */
const lookBackMs = 3_600_000;
const mostEntries = 1_000;

export interface CollectorNeeds {
  readonly store: IncidentStore;
  readonly auditStore: AuditStore;
  readonly observe: (incident: Incident, signal: AbortSignal) => Promise<Observation>;
  readonly trains: TrainsForIncidents;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Collector {
  /** Looks at the log's new entries now: a rollback that went out has its incident when this resolves. */
  openFromLog(): Promise<void>;
  /** Asks every source about one incident and records what is news. */
  gatherNow(id: string, signal: AbortSignal): Promise<Result<Incident>>;
  /** Opens and gathers until the signal fires. Nothing is asked of any cluster before there is an open incident. */
  begin(signal: AbortSignal): void;
}

export function createCollector({ store, auditStore, observe, trains, clock, log }: CollectorNeeds): Collector {
  let lookedUpTo: number | null = null;
  const gathering = new Map<string, Promise<Result<Incident>>>();
  const gatheredAt = new Map<string, number>();
  let trainsAt = Number.NEGATIVE_INFINITY;

  async function openFromLog(): Promise<void> {
    const head = await auditStore.head();
    if (!head.ok || head.value === null || head.value.seq === lookedUpTo) return;
    const upTo = head.value.seq;
    const fresh =
      lookedUpTo === null
        ? await auditStore.list({ since: new Date(clock.now() - lookBackMs).toISOString(), limit: mostEntries })
        : await auditStore.list({ limit: Math.min(mostEntries, Math.max(1, upTo - lookedUpTo)) });
    if (!fresh.ok) return;
    for (const entry of fresh.value.toReversed()) {
      if (entry.seq <= (lookedUpTo ?? 0) || entry.seq > upTo || !opensIncident(entry)) continue;
      const opened = await openFromRollback(auditStore, store, entry);
      if (!opened.ok) {
        log.error('The incident of a rollback could not be opened', { auditId: entry.auditId, error: opened.error });
        return;
      }
    }
    lookedUpTo = upTo;
  }

  /** A train that stands and whose incident nobody opened yet. One that ended long ago is history. */
  async function openFromTrains(): Promise<void> {
    if (clock.now() - trainsAt < gatherEveryMs) return;
    trainsAt = clock.now();
    for (const halted of await trains.halted()) {
      if (clock.now() - halted.at > lookBackMs) continue;
      const opened = await openOrJoin(store, openingOf(halted));
      if (!opened.ok) log.error('The incident of a halted train could not be opened', { train: halted.train, error: opened.error });
    }
  }

  async function gatherOnce(id: string, signal: AbortSignal): Promise<Result<Incident>> {
    const incident = await store.load(id);
    if (!incident.ok || incident.value.closed !== null) return incident;
    const seen = await observe(incident.value, signal);
    gatheredAt.set(id, clock.now());
    if (signal.aborted) return incident;
    return store.change(id, (now) => {
      const news = now.closed === null ? gather(now, seen) : null;
      return ok(news === null ? [] : [news]);
    });
  }

  /** One look at a time for each incident: whoever asks meanwhile gets the one under way. */
  function gatherNow(id: string, signal: AbortSignal): Promise<Result<Incident>> {
    const running = gathering.get(id);
    if (running !== undefined) return running;
    const begun = gatherOnce(id, signal).finally(() => gathering.delete(id));
    gathering.set(id, begun);
    return begun;
  }

  async function gatherOpen(signal: AbortSignal): Promise<void> {
    const incidents = await store.all();
    if (!incidents.ok) return;
    const due = incidents.value.filter(({ id, closed }) => closed === null && clock.now() - (gatheredAt.get(id) ?? 0) >= gatherEveryMs);
    for (const { id } of due) {
      const gathered = await gatherNow(id, signal);
      if (!gathered.ok) log.warn('The timeline of an incident could not be recorded', { incident: id, error: gathered.error });
    }
  }

  async function run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await clock.sleep(lookEveryMs, signal);
      if (signal.aborted) return;
      await openFromLog();
      await openFromTrains();
      await gatherOpen(signal);
    }
  }

  return {
    openFromLog,
    gatherNow,
    begin: (signal) => {
      void run(signal).catch((error: unknown) => log.error('Incidents are no longer gathered: a bug of ours', { error }));
    },
  };
}

function openingOf({ train, label, targets, at }: HaltedTrain): Opening {
  return {
    title: `Train ${label} halted`,
    severity: 2,
    by: 'desk',
    cause: `train ${train}`,
    targets: [...targets],
    subjects: [],
    since: at - 15 * 60_000,
    auditId: null,
  };
}
