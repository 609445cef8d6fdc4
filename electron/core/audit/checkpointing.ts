import type { Ports } from '../core.ts';

const everyMs = 60_000;
const everyEntries = 100;

/** Signs the head of the log while the host runs (each minute or hundred entries, if something is new) and once when it stops. */
export function createCheckpointing({ auditStore, clock, log }: Ports, stopping: AbortSignal): { begin(): void; end(): Promise<void> } {
  let signedSeq = 0;

  async function sign(): Promise<void> {
    const signed = await auditStore.checkpoint();
    if (!signed.ok) log.warn('The audit log could not be signed', { error: signed.error.message });
    else if (signed.value !== null) signedSeq = signed.value.seq;
  }

  async function run(): Promise<void> {
    let lastAt = clock.monotonic();
    while (!stopping.aborted) {
      await clock.sleep(2_000, stopping);
      const head = await auditStore.head();
      const fresh = head.ok && head.value !== null ? head.value.seq - signedSeq : 0;
      if (stopping.aborted || (fresh < everyEntries && clock.monotonic() - lastAt < everyMs)) continue;
      lastAt = clock.monotonic();
      if (fresh > 0) await sign();
    }
  }

  return { begin: () => void run(), end: sign };
}
