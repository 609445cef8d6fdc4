import type { LiveMessage } from '#shared/contract/procedure.ts';
import type { TrainPage, TrainSummary } from '#shared/domain/trains/views.ts';
import type { Ports } from '../core.ts';
import { createLiveChannel } from '../live-channel.ts';
import type { TrainsDesk } from './desk.ts';

const beatMs = 2_000;
/** A page changes with its evidence, which is asked this often while somebody looks. */
const pageMs = 2_000;
/** CI is asked this often while nothing else calls for it; its own period where that is longer. */
const ciMs = 30_000;

/** What makes trains move while a host runs or somebody looks, and tells whoever listens. */
export interface TrainsPulse {
  /** While the host runs. */
  begin(signal: AbortSignal): void;
  watch(signal: AbortSignal, heartbeatMs: number): AsyncIterable<LiveMessage<TrainSummary>>;
  watchOne(first: TrainPage, signal: AbortSignal, heartbeatMs: number): AsyncIterable<LiveMessage<TrainPage>>;
}

export function createPulse(ports: Pick<Ports, 'ci' | 'clock' | 'records' | 'releaseFiles' | 'log'>, desk: TrainsDesk): TrainsPulse {
  const { ci, clock, records, releaseFiles, log } = ports;
  const channel = createLiveChannel<TrainSummary>(clock);
  let beating = 0;

  async function show(): Promise<void> {
    const looked = await desk.look(Math.max(ciMs, ci.health()?.periodMs ?? 0));
    if (!looked.ok) {
      log.warn('Trains cannot be looked at', { error: looked.error.message });
      return;
    }
    const lines = await desk.list(looked.value);
    const ids = new Set(lines.map(({ id }) => id));
    for (const [id] of channel.entries()) if (!ids.has(id)) channel.remove(id);
    for (const line of lines) if (JSON.stringify(channel.get(line.id)) !== JSON.stringify(line)) channel.set(line.id, line);
  }

  /** Looks now, after each change of a record or a rule, and every two seconds, until the signal fires. */
  async function beat(signal: AbortSignal, each: () => Promise<void>, everyMs: number): Promise<void> {
    let woken = new AbortController();
    const wake = () => woken.abort();
    records.onChange((streams) => streams.some((stream) => /^(trains|checklist|incidents)\//.test(stream)) && wake(), signal);
    releaseFiles.onChange(wake, signal);
    signal.addEventListener('abort', wake, { once: true });
    while (!signal.aborted) {
      woken = new AbortController();
      await each();
      if (!signal.aborted) await clock.sleep(everyMs, woken.signal);
    }
  }

  function begin(signal: AbortSignal): void {
    beating += 1;
    signal.addEventListener('abort', () => (beating -= 1), { once: true });
    if (beating === 1) void beat(signal, show, beatMs);
  }

  return {
    begin,
    async *watch(signal, heartbeatMs) {
      await show();
      if (beating === 0) begin(signal);
      yield* channel.subscribe(signal, { heartbeatMs });
    },
    async *watchOne(first, signal, heartbeatMs) {
      const pages = createLiveChannel<TrainPage>(clock);
      pages.set('page', first);
      const made = await desk.store.get(first.id);
      const plan = made.ok ? made.value.train.plan : null;
      void beat(
        signal,
        async () => {
          const { person } = await desk.whoAsks(plan, signal);
          const page = await desk.page(first.id, person);
          if (page.ok) pages.set('page', page.value);
        },
        pageMs,
      );
      yield* pages.subscribe(signal, { heartbeatMs });
    },
  };
}
