import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { RolloutScope } from '#shared/contract/rollouts.ts';

interface ScopeStore {
  /** Contexts on the desk; null: the kubeconfig's current one. Clusters are connected when looked at, not at start. */
  readonly contexts: readonly string[] | null;
  readonly namespace: string | null;
  readonly setContexts: (contexts: readonly string[] | null) => void;
  readonly setNamespace: (namespace: string | null) => void;
}

/** What this person looks at. Kept on this machine, so the desk opens where it was left. */
export const useScopeStore = create<ScopeStore>()(
  persist(
    (set) => ({
      contexts: null,
      namespace: null,
      setContexts: (contexts) => set({ contexts }),
      setNamespace: (namespace) => set({ namespace }),
    }),
    {
      name: 'rcc:scope',
      storage: createJSONStorage(() => localStorage),
      partialize: ({ contexts, namespace }) => ({ contexts, namespace }),
    },
  ),
);

export function useScope(): RolloutScope {
  const contexts = useScopeStore((state) => state.contexts);
  const namespace = useScopeStore((state) => state.namespace);
  return scopeOf({ contexts, namespace });
}

/** Just what is asked for, of a store that holds more. */
export function scopeOf({ contexts, namespace }: Pick<ScopeStore, 'contexts' | 'namespace'>): RolloutScope {
  return { contexts: contexts === null ? null : [...contexts], namespace };
}
