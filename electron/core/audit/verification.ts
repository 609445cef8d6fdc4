import type { Verification } from '#shared/contract/audit.ts';
import type { LiveMessage } from '#shared/contract/procedure.ts';
import type { Ports } from '../core.ts';
import { createLiveChannel } from '../live-channel.ts';

const heartbeatMs = 2_000;

/** Walks the whole chain while somebody listens: how far it is, then what it found. Ends when the listener is gone. */
export async function* watchVerification(
  { auditStore, clock }: Pick<Ports, 'auditStore' | 'clock'>,
  signal: AbortSignal,
): AsyncGenerator<LiveMessage<Verification>> {
  const channel = createLiveChannel<Verification>(clock);
  const head = await auditStore.head();
  const of = head.ok ? (head.value?.seq ?? 0) : 0;
  const show = (change: Partial<Verification>) =>
    channel.set('verification', { read: 0, of, verdict: null, error: null, ...channel.get('verification'), ...change });
  show({});
  const walk = async () => {
    const began = clock.monotonic();
    const found = await auditStore.verify({}, { signal, onEntries: (read) => show({ read }) });
    if (signal.aborted) return;
    if (!found.ok) show({ error: found.error });
    else show({ read: found.value.entries, verdict: { ...found.value, tookMs: clock.monotonic() - began } });
  };
  void walk();
  yield* channel.subscribe(signal, { heartbeatMs });
}
