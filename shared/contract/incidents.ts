import { z } from 'zod';
import { IncidentPage, IncidentSummary, Review, Severity } from '../domain/incidents/views.ts';
import { Target } from '../domain/rollouts/target.ts';
import { command, live, query } from './procedure.ts';

const Incident = z.string().trim().min(1, 'the name of an incident, for example INC-7');
const Entry = z.string().trim().min(1, 'the id of an entry');
const Text = z.string().trim().min(1, 'some words').max(4_000);

export const ExportFormat = z.enum(['md', 'html', 'json', 'csv']);
export type ExportFormat = z.infer<typeof ExportFormat>;

export const incidents = {
  list: query(z.object({}), z.array(IncidentSummary)),
  show: query(z.object({ incident: Incident }), IncidentPage),
  /** By incident id. */
  watch: live(z.object({}), IncidentSummary),
  /** One key: `page`. */
  watchOne: live(z.object({ incident: Incident }), IncidentPage),
  /** The whole file. It carries the hashes of the audit entries it cites. */
  export: query(
    z.object({ incident: Incident, format: ExportFormat, hidden: z.boolean().default(false) }),
    z.object({ fileName: z.string(), mediaType: z.string(), text: z.string() }),
  ),

  open: command(
    z.object({
      title: Text,
      severity: Severity.default(2),
      targets: z.array(Target).default([]),
      since: z.number().nullable().default(null),
    }),
    IncidentPage,
  ),
  note: command(z.object({ incident: Incident, text: Text, at: z.number().nullable().default(null) }), IncidentPage),
  annotate: command(z.object({ incident: Incident, entry: Entry, text: Text }), IncidentPage),
  pin: command(z.object({ incident: Incident, entry: Entry, pinned: z.boolean() }), IncidentPage),
  hide: command(
    z.object({ incident: Incident, entry: Entry, hidden: z.boolean(), reason: z.string().trim().max(2_000).default('') }),
    IncidentPage,
  ),
  correctTime: command(z.object({ incident: Incident, entry: Entry, at: z.number(), reason: Text }), IncidentPage),
  retitle: command(z.object({ incident: Incident, title: Text, severity: Severity }), IncidentPage),
  review: command(z.object({ incident: Incident, review: Review }), IncidentPage),
  close: command(z.object({ incident: Incident, reason: Text }), IncidentPage),
};
