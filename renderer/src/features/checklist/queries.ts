import type { ChecklistView } from '#shared/domain/checklist/views.ts';
import { useBackend } from '../../lib/backend-context.tsx';
import type { LiveState } from '../../lib/fold.ts';
import { useLive } from '../../lib/use-live.ts';

/** One train's checklist, live; null until the desk has said it. */
export function useChecklist(train: string): { readonly view: ChecklistView | null; readonly live: LiveState<ChecklistView> } {
  const { client } = useBackend();
  const live = useLive<ChecklistView>(['checklist', 'watch', train], (signal) => client.checklist.watch({ train }, { signal }));
  return { view: live.items.get('checklist') ?? null, live };
}
