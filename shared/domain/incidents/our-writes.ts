import { z } from 'zod';
import type { AuditEntry } from '../audit/entry.ts';
import type { FieldChange } from '../rollouts/field-change.ts';

/** An act that has not ended may still write. */
const openMs = 120_000;
/** Clocks of a desk and a cluster differ. */
const clocksDifferMs = 30_000;
/** A cluster whose clock is further off still says which fields were written. */
const sameFieldsMs = 600_000;

const Detail = z.object({ writes: z.array(z.object({ body: z.unknown() })) });
const JsonPatch = z.array(z.object({ path: z.string() }));

/**
 * Whether what this desk's program wrote is by an act of this desk's log: one of that time, or one of about that time that wrote the
 * same field. Nobody is told that another desk wrote what this one may have written.
 */
export function isOurWrite(ours: readonly AuditEntry[], { at, fields = [] }: Pick<FieldChange, 'at' | 'fields'>): boolean {
  return actsOf(ours).some(({ from, to, written }) => {
    if (at >= from - clocksDifferMs && at <= to + clocksDifferMs) return true;
    const near = at >= from - sameFieldsMs && at <= to + sameFieldsMs;
    return near && written.some((field) => fields.some((path) => path === field || path.startsWith(`${field}.`)));
  });
}

/** Each act with the time between its first and its last entry, and what it sent. */
function actsOf(ours: readonly AuditEntry[]): { from: number; to: number; written: readonly string[] }[] {
  const byId = new Map<string, AuditEntry[]>();
  for (const entry of ours) byId.set(entry.auditId, [...(byId.get(entry.auditId) ?? []), entry]);
  return [...byId.values()].map((entries) => {
    const times = entries.map((entry) => Date.parse(entry.at));
    const from = Math.min(...times);
    const ended = entries.some(({ phase }) => phase === 'outcome' || phase === 'reconciled');
    return { from, to: ended ? Math.max(...times) : from + openMs, written: entries.flatMap(({ detail }) => writtenFields(detail)) };
  });
}

/** `status.abort`, `spec.paused`, `spec.template`: the fields a request names, two steps deep. */
function writtenFields(detail: unknown): string[] {
  const writes = Detail.safeParse(detail).data?.writes ?? [];
  return writes.flatMap(({ body }) => {
    const patch = JsonPatch.safeParse(body).data;
    if (patch !== undefined) return patch.flatMap(({ path }) => path.split('/').slice(1, 3).join('.') || []);
    return Object.entries(Object(body)).flatMap(([part, value]) => Object.keys(Object(value)).map((field) => `${part}.${field}`));
  });
}
