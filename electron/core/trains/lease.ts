import { z } from 'zod';
import { Writer } from '#shared/domain/audit/entry.ts';
import type { Ports } from '../core.ts';

const Claim = z.object({ owner: Writer, until: z.number() });

const lastsMs = 30_000;
const renewMs = 10_000;

/** One desk drives a train. A desk that died is known by its process; one on another machine, by its silence. */
export interface Lease {
  /** Takes or keeps it. False: another desk has it. */
  hold(train: string): Promise<boolean>;
  release(train: string): Promise<void>;
}

export function createLease({ records, processes, clock }: Pick<Ports, 'records' | 'processes' | 'clock'>): Lease {
  const heldUntil = new Map<string, number>();
  const streamOf = (train: string) => `lease/trains/${train}`;

  async function last(train: string) {
    const read = await records.read(streamOf(train));
    if (!read.ok) return null;
    const claim = Claim.safeParse(read.value.at(-1)?.data);
    return { version: read.value.length, claim: claim.success ? claim.data : null };
  }

  async function claim(train: string, version: number, until: number): Promise<boolean> {
    const { host, pid, startedAt } = processes.self();
    const appended = await records.append(streamOf(train), version, [{ owner: { host, pid, startedAt }, until }]);
    return appended.ok;
  }

  const isSelf = (owner: Writer) => {
    const self = processes.self();
    return owner.host === self.host && owner.pid === self.pid && owner.startedAt === self.startedAt;
  };

  return {
    async hold(train) {
      const now = clock.now();
      if ((heldUntil.get(train) ?? 0) > now + lastsMs - renewMs) return true;
      const found = await last(train);
      if (found === null) return false;
      const { version, claim: held } = found;
      const free = held === null || held.until <= now || isSelf(held.owner) || !processes.isAlive(held.owner);
      const taken = free && (await claim(train, version, now + lastsMs));
      if (taken) heldUntil.set(train, now + lastsMs);
      else heldUntil.delete(train);
      return taken;
    },
    async release(train) {
      if (!heldUntil.delete(train)) return;
      const found = await last(train);
      if (found?.claim !== null && found !== null && isSelf(found.claim.owner)) await claim(train, found.version, 0);
    },
  };
}
