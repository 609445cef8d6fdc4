import { createContext, type ReactElement, type ReactNode, useContext, useEffect, useState } from 'react';
import { type StoreApi, useStore } from 'zustand';
import { Button } from './button.tsx';
import { Glyph } from './glyph.tsx';
import { createToastStore, type Toast, type Toasts } from './toast-store.ts';

const ToastContext = createContext<StoreApi<Toasts> | null>(null);

/** A note nobody has to answer leaves by itself after this long, ms; what failed or has a button waits for a person. */
export const noteLeavesAfterMs = 8_000;

/** Holds what is said in passing, and shows it at the foot of the page. Once, around everything. */
export function ToastProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [store] = useState(createToastStore);
  return (
    <ToastContext value={store}>
      {children}
      <ToastRegion store={store} />
    </ToastContext>
  );
}

/** `useToasts().say({ tone, text, action? })`: three at most, dismissable, read out politely. A component outside the provider is a bug. */
export function useToasts(): Pick<Toasts, 'say'> {
  const store = useContext(ToastContext);
  if (store === null) throw new Error('ToastProvider is missing');
  return store.getState();
}

/** The region always exists: assistive technology only reads out what changes inside one it knows. */
function ToastRegion({ store }: { readonly store: StoreApi<Toasts> }): ReactElement {
  const { shown, dismiss } = useStore(store);
  return (
    <div className="toasts" role="log" aria-label="Notices" aria-live="polite" data-react-aria-top-layer="true">
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} onDismiss={() => dismiss(toast.id)} />
      ))}
    </div>
  );
}

const marks = {
  note: { glyph: 'ring', state: undefined },
  done: { glyph: 'ok', state: 'healthy' },
  failed: { glyph: 'degraded', state: 'degraded' },
} as const;

function ToastCard({ toast, onDismiss }: { readonly toast: Toast; readonly onDismiss: () => void }): ReactElement {
  const { tone, text, action } = toast;
  const [read, setRead] = useState(false);
  const leaves = tone !== 'failed' && action === undefined && !read;
  useEffect(() => {
    if (!leaves) return;
    const timer = setTimeout(onDismiss, noteLeavesAfterMs);
    return () => clearTimeout(timer);
    // Only once a toast: another one said meanwhile must not make this one stay longer.
    // eslint-disable-next-line react/exhaustive-deps
  }, [leaves]);
  return (
    <div
      className="toast"
      onPointerEnter={() => setRead(true)}
      onPointerLeave={() => setRead(false)}
      onFocus={() => setRead(true)}
      onBlur={() => setRead(false)}
    >
      <span data-state={marks[tone].state}>
        <Glyph name={marks[tone].glyph} size={16} />
      </span>
      <p>{text}</p>
      <div className="toast-actions">
        {action === undefined ? null : (
          <Button
            onPress={() => {
              onDismiss();
              action.run();
            }}
          >
            {action.text}
          </Button>
        )}
        <Button look="quiet" label={`Dismiss: ${text}`} onPress={onDismiss}>
          <Glyph name="no" />
        </Button>
      </div>
    </div>
  );
}
