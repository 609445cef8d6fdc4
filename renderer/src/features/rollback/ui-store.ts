import { create } from 'zustand';
import type { RollbackPlan } from '#shared/domain/rollback/plan.ts';

interface RollbackStore {
  /** The reason being written, by target key: closing the sheet does not lose it. */
  readonly reasons: Readonly<Record<string, string>>;
  /** The plan that was held, by target key: its versions name what the running clock is about. */
  readonly held: Readonly<Record<string, RollbackPlan>>;
  readonly setReason: (key: string, reason: string) => void;
  readonly setHeld: (key: string, plan: RollbackPlan | null) => void;
}

export const useRollbackStore = create<RollbackStore>()((set) => ({
  reasons: {},
  held: {},
  setReason: (key, reason) => set(({ reasons }) => ({ reasons: { ...reasons, [key]: reason } })),
  setHeld: (key, plan) =>
    set(({ held }) => {
      const { [key]: _, ...rest } = held;
      return { held: plan === null ? rest : { ...rest, [key]: plan } };
    }),
}));
