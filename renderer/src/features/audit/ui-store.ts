import { create } from 'zustand';

interface AuditStore {
  readonly text: string;
  readonly setText: (text: string) => void;
}

export const useAuditStore = create<AuditStore>()((set) => ({ text: '', setText: (text) => set({ text }) }));
