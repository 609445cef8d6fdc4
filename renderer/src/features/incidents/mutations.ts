import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import type { ExportFormat } from '#shared/contract/incidents.ts';
import type { Result } from '#shared/contract/result.ts';
import type { IncidentPage, Review } from '#shared/domain/incidents/views.ts';
import { ask } from '../../lib/ask.ts';
import { useBackend } from '../../lib/backend-context.tsx';

/** What a person does to an incident's record. Nothing is taken out of it: hiding and correcting add to it. */
export type IncidentDeed =
  | { readonly do: 'note'; readonly text: string }
  | { readonly do: 'annotate'; readonly entry: string; readonly text: string }
  | { readonly do: 'pin'; readonly entry: string; readonly pinned: boolean }
  | { readonly do: 'hide'; readonly entry: string; readonly hidden: boolean; readonly text: string }
  | { readonly do: 'correct'; readonly entry: string; readonly at: number; readonly text: string }
  | { readonly do: 'retitle'; readonly title: string; readonly severity: 1 | 2 | 3 }
  | { readonly do: 'review'; readonly review: Review }
  | { readonly do: 'close'; readonly text: string };

/** Does it, audited. What became of it comes back live. */
export function useDeed(incident: string): UseMutationResult<Result<IncidentPage>, Error, IncidentDeed> {
  const { client } = useBackend();
  return useMutation({
    mutationFn: (deed: IncidentDeed) =>
      ask(() => {
        switch (deed.do) {
          case 'note':
            return client.incidents.note({ incident, text: deed.text });
          case 'annotate':
            return client.incidents.annotate({ incident, entry: deed.entry, text: deed.text });
          case 'pin':
            return client.incidents.pin({ incident, entry: deed.entry, pinned: deed.pinned });
          case 'hide':
            return client.incidents.hide({ incident, entry: deed.entry, hidden: deed.hidden, reason: deed.text });
          case 'correct':
            return client.incidents.correctTime({ incident, entry: deed.entry, at: deed.at, reason: deed.text });
          case 'retitle':
            return client.incidents.retitle({ incident, title: deed.title, severity: deed.severity });
          case 'review':
            return client.incidents.review({ incident, review: deed.review });
          case 'close':
            return client.incidents.close({ incident, reason: deed.text });
        }
      }),
  });
}

export function useOpenIncident(): UseMutationResult<Result<IncidentPage>, Error, { title: string; severity: 1 | 2 | 3 }> {
  const { client } = useBackend();
  return useMutation({ mutationFn: (input: { title: string; severity: 1 | 2 | 3 }) => ask(() => client.incidents.open(input)) });
}

export interface ExportedFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly text: string;
}

export function useExportIncident(
  incident: string,
): UseMutationResult<Result<ExportedFile>, Error, { format: ExportFormat; hidden: boolean }> {
  const { client } = useBackend();
  return useMutation({
    mutationFn: ({ format, hidden }: { format: ExportFormat; hidden: boolean }) =>
      ask(() => client.incidents.export({ incident, format, hidden })),
  });
}
