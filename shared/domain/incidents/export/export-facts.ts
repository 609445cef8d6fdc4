import type { IncidentPage } from '../views.ts';
import type { Citations } from './citations.ts';

/** What a file is made from. `log`: null where the audit log cannot be read; then the file says so. */
export interface ExportFacts {
  readonly page: IncidentPage;
  readonly log: { readonly head: { readonly seq: number; readonly hash: string }; readonly fingerprint: string } | null;
  readonly hidden: boolean;
  readonly timeZone: string;
}

export interface Prepared extends ExportFacts {
  readonly citations: Citations;
}
