import { fail, ok, type Result } from '#shared/contract/result.ts';
import { pageOf, summaryOf } from '#shared/domain/incidents/page.ts';
import type { IncidentPage } from '#shared/domain/incidents/views.ts';
import type { Severity } from '#shared/domain/incidents/views.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import { targetKey } from '#shared/domain/rollouts/target.ts';
import type { z } from 'zod';
import type { Ports } from '../core.ts';
import { command, type FeatureHandlers } from '../features.ts';
import type { Collector } from './collector.ts';
import { exportIncident } from './export.ts';
import { type Opening, openOrJoin } from './store.ts';
import { watchIncident, watchIncidents } from './watch.ts';
import { citeOwn, describeWriting, type WritingNeeds, writeCommand } from './writing.ts';

export interface IncidentNeeds extends WritingNeeds {
  readonly ports: Ports;
  readonly collector: Collector;
  readonly stopping: AbortSignal;
}

type OpenInput = { title: string; severity: z.infer<typeof Severity>; targets: Target[]; since: number | null };

/** A person opens it when the trouble is on already: the timeline begins a little before. */
const leadMs = 15 * 60_000;
/** Reading waits so long for the sources; what comes later is there at the next reading. */
const freshMs = 3_000;

export function incidentProcedures(needs: IncidentNeeds): FeatureHandlers<'incidents'> {
  const { ports, store, collector, stopping } = needs;
  const { clock } = ports;
  const write = <I extends { incident: string }>(...rest: Parameters<typeof writeCommand<I>> extends [unknown, ...infer R] ? R : never) =>
    writeCommand<I>(needs, ...rest);

  /** An incident with what its sources say now; without them after a moment: it can be read where no cluster can be reached. */
  async function fresh(id: string): Promise<Result<IncidentPage>> {
    const known = await store.load(id);
    if (!known.ok) return known;
    if (known.value.closed === null) {
      const enough = new AbortController();
      await Promise.race([collector.gatherNow(id, stopping), clock.sleep(freshMs, enough.signal)]);
      enough.abort();
    }
    const now = await store.load(id);
    return now.ok ? ok(pageOf(now.value, clock.now())) : now;
  }

  return {
    list: {
      kind: 'query',
      async run() {
        await collector.openFromLog();
        const known = await store.all();
        return known.ok ? ok(known.value.map(summaryOf)) : known;
      },
    },
    show: { kind: 'query', run: ({ incident }) => fresh(incident) },
    watch: { kind: 'live', run: (_input, { signal }) => watchIncidents(store, clock, signal) },
    watchOne: { kind: 'live', run: ({ incident }, { signal }) => watchIncident(store, collector, clock, incident, signal) },
    export: {
      kind: 'query',
      async run({ incident, format, hidden }) {
        const page = await fresh(incident);
        return page.ok ? exportIncident(ports, page.value, format, hidden) : page;
      },
    },
    open: command<OpenInput, IncidentPage, Opening>({
      kind: 'command',
      async describe(input, { signal }) {
        const opening: Opening = {
          title: input.title,
          severity: input.severity,
          by: '',
          cause: 'by hand',
          targets: input.targets,
          subjects: [],
          since: Math.min(input.since ?? clock.now() - leadMs, clock.now()),
          auditId: null,
        };
        const detail = { severity: input.severity, targets: input.targets.map(targetKey), since: opening.since };
        const about = {
          action: 'incidents.open',
          target: 'incidents',
          targets: input.targets,
          reason: input.title,
          detail,
          facts: opening,
        };
        return ok(await describeWriting(needs, about, signal));
      },
      async run(_input, { facts, actor }, { auditId }) {
        const opened = await openOrJoin(store, { ...facts, by: actor.name, auditId });
        if (!opened.ok) return opened;
        await citeOwn(needs, opened.value.id, auditId);
        const gathered = await collector.gatherNow(opened.value.id, stopping);
        return ok(pageOf(gathered.ok ? gathered.value : opened.value, clock.now()));
      },
      refused: (_input, _described, failure) => fail(failure.kind, failure.message, failure),
      ended: ({ id }) => ({ state: 'done', detail: { incident: id } }),
    }),
    note: write(
      'note',
      ({ text, at }: { incident: string; text: string; at: number | null }, id) => ({ do: 'note', id: `note:${id}`, text, at }),
      ({ text }) => text,
    ),
    annotate: write(
      'annotate',
      ({ entry, text }: { incident: string; entry: string; text: string }) => ({ do: 'annotate', entry, text }),
      ({ text }) => text,
    ),
    pin: write(
      'pin',
      ({ entry, pinned }: { incident: string; entry: string; pinned: boolean }) => ({ do: 'pin', entry, pinned }),
      () => '',
    ),
    hide: write(
      'hide',
      ({ entry, hidden, reason }: { incident: string; entry: string; hidden: boolean; reason: string }) => ({
        do: 'hide',
        entry,
        hidden,
        reason,
      }),
      ({ reason }) => reason,
    ),
    correctTime: write(
      'correctTime',
      ({ entry, at, reason }: { incident: string; entry: string; at: number; reason: string }) => ({
        do: 'correctTime',
        entry,
        at,
        reason,
      }),
      ({ reason }) => reason,
    ),
    retitle: write(
      'retitle',
      ({ title, severity }: { incident: string; title: string; severity: z.infer<typeof Severity> }) => ({
        do: 'retitle',
        title,
        severity,
      }),
      ({ title }) => title,
    ),
    review: write(
      'review',
      ({ review }: { incident: string; review: NonNullable<IncidentPage['review']> }) => ({ do: 'review', review }),
      ({ review }) => review.summary,
    ),
    close: write(
      'close',
      ({ reason }: { incident: string; reason: string }) => ({ do: 'close', reason }),
      ({ reason }) => reason,
      // The last look: what happened until now belongs to it.
      (id) => collector.gatherNow(id, stopping),
    ),
  };
}
