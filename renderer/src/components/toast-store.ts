import { createStore, type StoreApi } from 'zustand/vanilla';

/** `note`: for your information. `done`: seen to have happened. `failed`: did not happen, or cannot be known. */
export type ToastTone = 'note' | 'done' | 'failed';

export interface ToastContent {
  readonly tone: ToastTone;
  /** One line: what is, then where. No figure that ages: it stands longer than a figure holds. */
  readonly text: string;
  readonly action?: { readonly text: string; readonly run: () => void };
  /** What it tells of, each by a name of its own: once all of it is over, it goes by itself. */
  readonly about?: readonly string[];
  /** Said while something else has the screen: counted at once, without its line. */
  readonly stepsBack?: boolean;
}

export interface Toast extends ToastContent {
  readonly id: number;
  /** It had its time: counted, and shown when asked for. */
  readonly back: boolean;
}

export interface Toasts {
  /** Oldest first. */
  readonly kept: readonly Toast[];
  /** Says it. The same words twice, or other words about the same, are said anew, not stacked. */
  readonly say: (content: ToastContent) => void;
  readonly dismiss: (id: number) => void;
  /** Gives up its line and is counted. */
  readonly stepBack: (id: number) => void;
  /** Takes away what tells only of what is over. */
  readonly over: (isOver: (about: string) => boolean) => void;
}

/** Counted ones beyond this say nothing more: a screen where so much is wrong says so itself. */
export const mostToasts = 20;

export function createToastStore(): StoreApi<Toasts> {
  let last = 0;
  return createStore<Toasts>()((set, get) => ({
    kept: [],
    say: (content) => {
      last += 1;
      const toast = { ...content, id: last, back: content.stepsBack === true };
      const replaced = ({ text, about = [] }: Toast) =>
        text === content.text || (about.length > 0 && about.join() === content.about?.join());
      set(({ kept }) => ({ kept: [...kept.filter((one) => !replaced(one)), toast].slice(-mostToasts) }));
    },
    dismiss: (id) => set(({ kept }) => ({ kept: kept.filter((toast) => toast.id !== id) })),
    stepBack: (id) => set(({ kept }) => ({ kept: kept.map((toast) => (toast.id === id ? { ...toast, back: true } : toast)) })),
    over: (isOver) => {
      const left = get().kept.filter(({ about }) => about === undefined || !about.every(isOver));
      if (left.length < get().kept.length) set({ kept: left });
    },
  }));
}
