import { createStore, type StoreApi } from 'zustand/vanilla';

/** `note`: for your information. `done`: seen to have happened. `failed`: did not happen, or cannot be known. */
export type ToastTone = 'note' | 'done' | 'failed';

export interface ToastContent {
  readonly tone: ToastTone;
  /** One or two short sentences: what is, then what to do. */
  readonly text: string;
  readonly action?: { readonly text: string; readonly run: () => void };
}

export interface Toast extends ToastContent {
  readonly id: number;
}

export interface Toasts {
  readonly shown: readonly Toast[];
  /** Says it, and forgets the oldest beyond three. The same words twice are said anew, not stacked. */
  readonly say: (content: ToastContent) => void;
  readonly dismiss: (id: number) => void;
}

/** More than this nobody reads: what matters for longer stands on the screen it is about. */
export const mostToasts = 3;

export function createToastStore(): StoreApi<Toasts> {
  let last = 0;
  return createStore<Toasts>()((set) => ({
    shown: [],
    say: (content) => {
      last += 1;
      const toast = { ...content, id: last };
      set(({ shown }) => ({ shown: [...shown.filter(({ text }) => text !== content.text), toast].slice(-mostToasts) }));
    },
    dismiss: (id) => set(({ shown }) => ({ shown: shown.filter((toast) => toast.id !== id) })),
  }));
}
