import type { LiveMessage } from '#shared/contract/procedure.ts';
import type { ChecklistView } from '#shared/domain/checklist/views.ts';
import { createLiveChannel } from '../live-channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Records } from '../ports/records.ts';
import type { ReleaseFiles } from '../ports/release-files.ts';
import { SubscriptionRefused } from '../subscription-refused.ts';
import type { LookAtChecklist } from './desk.ts';

/** Sources are asked again this often while somebody looks; those that are slow answer from what they last said. */
const pulseMs = 3_000;

export interface WatchNeeds {
  readonly clock: Clock;
  readonly records: Records;
  readonly files: ReleaseFiles;
  readonly look: LookAtChecklist;
  readonly heartbeatMs: number;
}

/** One checklist, live: looked at again every few seconds, and at once when somebody spoke or a rule was edited. */
export async function* watchChecklist(
  { clock, records, files, look, heartbeatMs }: WatchNeeds,
  train: string,
  signal: AbortSignal,
): AsyncGenerator<LiveMessage<ChecklistView>> {
  const first = await look(train, signal);
  if (!first.ok) throw new SubscriptionRefused(first.error);
  const channel = createLiveChannel<ChecklistView>(clock);
  channel.set('checklist', first.value.view);
  let woken = new AbortController();
  const wake = () => woken.abort();
  const streams = new Set([`checklist/${train}`, `trains/${train}`]);
  records.onChange((grown) => grown.some((stream) => streams.has(stream)) && wake(), signal);
  files.onChange(wake, signal);
  signal.addEventListener('abort', wake, { once: true });
  void follow();
  yield* channel.subscribe(signal, { heartbeatMs });

  async function follow(): Promise<void> {
    while (!signal.aborted) {
      await clock.sleep(pulseMs, woken.signal);
      woken = new AbortController();
      if (signal.aborted) return;
      const looked = await look(train, signal);
      if (looked.ok) channel.set('checklist', looked.value.view);
    }
  }
}
