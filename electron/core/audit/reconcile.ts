import type { AuditDraft, AuditEntry, OutcomeState } from '#shared/domain/audit/entry.ts';
import { Command } from '#shared/domain/rollouts/action.ts';
import { isEffective } from '#shared/domain/rollouts/effective.ts';
import { Target, targetKey } from '#shared/domain/rollouts/target.ts';
import { type RouteReading, Workload } from '#shared/domain/rollouts/workload.ts';
import { z } from 'zod';
import { toDetail } from '../acts/evidence.ts';
import type { Ports } from '../core.ts';
import type { Cluster } from '../ports/cluster.ts';

const IntentDetail = z.object({
  command: Command,
  before: Workload,
  to: z.object({ hash: z.string(), templateHash: z.string() }).nullable(),
});

/** Orphans: intents without an end whose writer is gone. A writer that still runs will end its own. */
export async function findOrphans({ auditStore, processes }: Ports): Promise<readonly AuditEntry[]> {
  const open = await auditStore.openIntents();
  return open.ok ? open.value.filter((intent) => !processes.isAlive(intent.writer)) : [];
}

/**
 * Closes the orphans of one cluster from what the cluster shows now. "Effective" only where it reads so; everything else is
 * `unknown`, in words: a crash before the request and a request without effect look the same from here.
 */
export async function reconcile(ports: Ports, cluster: Cluster, signal: AbortSignal): Promise<number> {
  const orphans = (await findOrphans(ports)).filter((intent) => intent.target.startsWith(`${encodeURIComponent(cluster.context)}/`));
  if (orphans.length === 0) return 0;
  const identity = await cluster.identity(signal);
  const actor = identity.ok
    ? { name: identity.value.name, source: identity.value.source }
    : { name: 'unknown', source: 'unknown' as const };
  let closed = 0;
  for (const orphan of orphans) {
    const found = await lookBack(cluster, orphan, signal);
    if (found === null) continue;
    const entry = await ports.auditStore.append({
      auditId: orphan.auditId,
      phase: 'reconciled',
      at: new Date(ports.clock.now()).toISOString(),
      actor,
      role: 'desk',
      action: orphan.action,
      target: orphan.target,
      reason: orphan.reason,
      outcome: found.state,
      writer: ports.processes.self(),
      detail: found.detail,
    });
    if (entry.ok) closed += 1;
    // Another desk was first: the orphan is closed, once.
    else if (entry.error.kind !== 'conflict')
      ports.log.warn('An orphan was not reconciled', { auditId: orphan.auditId, error: entry.error.message });
  }
  return closed;
}

async function lookBack(
  cluster: Cluster,
  orphan: AuditEntry,
  signal: AbortSignal,
): Promise<{ state: OutcomeState; detail: AuditDraft['detail'] } | null> {
  const intent = IntentDetail.safeParse(orphan.detail);
  const target = targetOf(orphan);
  if (!intent.success || target === null)
    return { state: 'unknown', detail: { found: 'This intent cannot be compared with the cluster: check by hand.' } };
  const { command, before, to } = intent.data;
  const workload = await cluster.read(target, signal);
  if (!workload.ok) {
    // Not there any more is an answer; not reachable is none, and the orphan waits for the next connection.
    if (workload.error.kind !== 'not-found') return null;
    return { state: 'unknown', detail: { found: 'The object is gone.', error: workload.error.message } };
  }
  const routes = await cluster.readRoutes(workload.value, signal);
  const pods = await cluster.countPods(target, before.currentHash, signal);
  const readings: RouteReading[] = routes.ok ? [...routes.value] : [];
  const verdict = isEffective(
    command,
    { workload: before, to },
    { workload: workload.value, routes: readings, canaryPods: pods.ok ? pods.value : null },
  );
  const found = verdict.effective
    ? `The cluster shows it: ${verdict.proof}.`
    : `The cluster does not show it: ${verdict.missing}. Check by hand.`;
  const { phase, message, aborted, abortedAt, currentHash, stableHash } = workload.value;
  return {
    state: verdict.effective ? 'effective' : 'unknown',
    detail: toDetail({ found, seen: { phase, message, aborted, abortedAt, currentHash, stableHash } }),
  };
}

/** The target as the entry names it; the same words targetKey made. */
function targetOf(orphan: AuditEntry): Target | null {
  const [context = '', namespace, kind, ...name] = orphan.target.split('/');
  const parsed = Target.safeParse({ context: decodeURIComponent(context), namespace, kind, name: name.join('/') });
  return parsed.success && targetKey(parsed.data) === orphan.target ? parsed.data : null;
}
