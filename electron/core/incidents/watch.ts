import type { LiveMessage } from '#shared/contract/procedure.ts';
import { pageOf, summaryOf } from '#shared/domain/incidents/page.ts';
import type { IncidentPage, IncidentSummary } from '#shared/domain/incidents/views.ts';
import { heartbeatMs } from '../connections/read-model.ts';
import { createLiveChannel } from '../live-channel.ts';
import type { Clock } from '../ports/clock.ts';
import { SubscriptionRefused } from '../subscription-refused.ts';
import type { Collector } from './collector.ts';
import type { IncidentStore } from './store.ts';

/** The meter runs while nothing is recorded: the page is made again this often. */
const againMs = 10_000;

/** Every incident, by id. */
export async function* watchIncidents(
  store: IncidentStore,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<LiveMessage<IncidentSummary>> {
  const channel = createLiveChannel<IncidentSummary>(clock);
  const known = await store.all();
  if (!known.ok) throw new SubscriptionRefused(known.error);
  for (const incident of known.value) channel.set(incident.id, summaryOf(incident));
  store.onChange((ids) => {
    for (const id of ids) void store.load(id).then((incident) => incident.ok && channel.set(id, summaryOf(incident.value)));
  }, signal);
  yield* channel.subscribe(signal, { heartbeatMs });
}

/** One incident's page, under `page`: when it grows, and now and then because its meter runs. */
export async function* watchIncident(
  store: IncidentStore,
  collector: Collector,
  clock: Clock,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<LiveMessage<IncidentPage>> {
  const channel = createLiveChannel<IncidentPage>(clock);
  const first = await store.load(id);
  if (!first.ok) throw new SubscriptionRefused(first.error);
  channel.set('page', pageOf(first.value, clock.now()));
  const show = async () => {
    const incident = await store.load(id);
    if (incident.ok && !signal.aborted) channel.set('page', pageOf(incident.value, clock.now()));
  };
  store.onChange((ids) => {
    if (ids.includes(id)) void show();
  }, signal);
  const follow = async () => {
    await collector.gatherNow(id, signal);
    while (!signal.aborted) {
      await clock.sleep(againMs, signal);
      await show();
    }
  };
  void follow();
  yield* channel.subscribe(signal, { heartbeatMs });
}
