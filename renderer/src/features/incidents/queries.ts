import type { IncidentPage, IncidentSummary } from '#shared/domain/incidents/views.ts';
import { useBackend } from '../../lib/backend-context.tsx';
import type { LiveState } from '../../lib/fold.ts';
import { useLive } from '../../lib/use-live.ts';

/** Every incident, newest first. */
export function useIncidents(): { readonly incidents: readonly IncidentSummary[]; readonly live: LiveState<IncidentSummary> } {
  const { client } = useBackend();
  const live = useLive<IncidentSummary>(['incidents', 'watch'], (signal) => client.incidents.watch({}, { signal }));
  return { incidents: [...live.items.values()].toSorted((a, b) => b.openedAt - a.openedAt), live };
}

/** One incident, live; null until the desk has said it. */
export function useIncident(incident: string): { readonly page: IncidentPage | null; readonly live: LiveState<IncidentPage> } {
  const { client } = useBackend();
  const live = useLive<IncidentPage>(['incidents', 'watchOne', incident], (signal) => client.incidents.watchOne({ incident }, { signal }));
  return { page: live.items.get('page') ?? null, live };
}
