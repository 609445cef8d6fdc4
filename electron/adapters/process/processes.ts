import { hostname } from 'node:os';
import type { Processes } from '#core/ports/audit-store.ts';
import type { Writer } from '#shared/domain/audit/entry.ts';
import { startOf } from './process-start.ts';

/**
 * The machine's processes. A pid alone is no identity, it is given out again: pid and start time together are. Where the
 * machine will not tell a start time, a living pid counts as alive, so that nobody's open intent is closed behind his back.
 */
export function createProcesses(): Processes {
  const host = hostname();
  const self: Writer = { host, pid: process.pid, startedAt: startOf(process.pid) ?? 'unknown' };
  return {
    self: () => self,
    isAlive(writer) {
      if (writer.host !== host) return true;
      if (writer.pid === self.pid) return writer.startedAt === self.startedAt;
      const startedAt = startOf(writer.pid);
      if (startedAt === null) return false;
      return startedAt === writer.startedAt || startedAt === 'unknown' || writer.startedAt === 'unknown';
    },
  };
}
