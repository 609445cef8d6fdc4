import { ok, type Result } from '#shared/contract/result.ts';
import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import { auditFact, leversOf } from '#shared/domain/incidents/audit-facts.ts';
import type { Subject } from '#shared/domain/incidents/events.ts';
import type { Incident } from '#shared/domain/incidents/incident.ts';
import { isRollback } from '#shared/domain/incidents/sentence.ts';
import { currentVersion, Workload } from '#shared/domain/rollouts/workload.ts';
import { z } from 'zod';
import type { AuditStore } from '../ports/audit-store.ts';
import { type IncidentStore, openOrJoin } from './store.ts';

/** The version came to be at most so long before its rollback that the timeline should begin there. */
const mostBeforeMs = 6 * 3_600_000;
/** So that what led to the new version is on the timeline as well. */
const leadMs = 60_000;

const IntentDetail = z.object({ before: Workload });

/** Whether an entry of the log is a rollback that went out: effective, or sent and not seen effective. */
export function opensIncident({ action, phase, outcome }: AuditEntry): boolean {
  return phase === 'outcome' && isRollback(action) && (outcome === 'effective' || outcome === 'sent');
}

/**
 * The incident of a rollback whose outcome is on disk: a new one, or the open one of the same workload, or the one it has already.
 * Opening is the desk's own doing and no act of a person: what caused it is in the log, and the incident names it.
 */
export async function openFromRollback(
  auditStore: AuditStore,
  store: IncidentStore,
  outcome: AuditEntry,
): Promise<Result<Incident | null>> {
  const entries = await auditStore.list({ auditId: outcome.auditId, limit: 50 });
  if (!entries.ok) return entries;
  const intent = entries.value.find(({ phase }) => phase === 'intent');
  const detail = IntentDetail.safeParse(intent?.detail);
  // Without its intent nobody knows what it was about; verify says so.
  if (intent === undefined || !detail.success) return ok(null);
  const { before } = detail.data;
  const version = currentVersion(before);
  const subject: Subject = {
    target: before.target,
    hash: before.currentHash,
    label: version?.label ?? before.currentHash,
    stableHash: before.stableHash,
  };
  const heldAt = Date.parse(intent.at);
  const createdAt = version?.createdAt ?? heldAt;
  const opened = await openOrJoin(store, {
    title: `${before.target.name} ${subject.label} rolled back`,
    severity: 2,
    by: 'desk',
    cause: `rollback ${outcome.auditId}`,
    targets: [before.target],
    subjects: [subject],
    since: Math.max(createdAt - leadMs, heldAt - mostBeforeMs),
    auditId: null,
  });
  if (!opened.ok) return opened;
  // What called for it is on its timeline from the first moment, before any source was asked.
  const levers = leversOf(entries.value);
  const facts = entries.value.filter(({ phase }) => phase !== 'observed').map((entry) => auditFact(entry, before.target, levers));
  const known = { facts, readings: [], subjects: [], seen: [], declared: null, gaps: null, cited: [] };
  return store.change(opened.value.id, (now) => ok(facts.every(({ id }) => now.facts.has(id)) ? [] : [{ type: 'gathered', ...known }]));
}
