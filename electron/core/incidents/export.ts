import type { ExportFormat } from '#shared/contract/incidents.ts';
import { ok, type Result } from '#shared/contract/result.ts';
import { exportOf, type Exported } from '#shared/domain/incidents/export/export.ts';
import type { IncidentPage } from '#shared/domain/incidents/views.ts';
import type { Ports } from '../core.ts';

/** The file of an incident, with the audit entries it cites and the head of the log they stand in. */
export async function exportIncident(
  { auditStore, timeZone }: Pick<Ports, 'auditStore' | 'timeZone'>,
  page: IncidentPage,
  format: ExportFormat,
  hidden: boolean,
): Promise<Result<Exported>> {
  const head = await auditStore.head();
  const stands = head.ok && head.value !== null ? { head: head.value, fingerprint: auditStore.fingerprint() } : null;
  return ok(exportOf({ page, log: stands, hidden, timeZone }, format));
}
