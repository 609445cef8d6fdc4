import { createContext, type ReactElement, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { DialogTrigger, Button as AriaButton, Dialog, Popover } from 'react-aria-components';
import { type StoreApi, useStore } from 'zustand';
import { countedText } from '../lib/count-text.ts';
import { Button } from './button.tsx';
import { Glyph } from './glyph.tsx';
import { createToastStore, type Toast, type Toasts } from './toast-store.ts';
import { useKeys } from './use-keys.ts';

const ToastContext = createContext<StoreApi<Toasts> | null>(null);

/** A note nobody has to answer leaves by itself after this long, ms. */
export const noteLeavesAfterMs = 8_000;
/** What failed or has a button steps back after this long, ms: counted, not gone. */
export const stepsBackAfterMs = 30_000;
/** Dismisses the notice in sight, or the newest of the counted ones. */
export const dismissKey = 'x';

/** Holds what is said in passing, and shows it in a line of its own at the foot of the page. Once, around everything. */
export function ToastProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [store] = useState(createToastStore);
  return (
    <ToastContext value={store}>
      {children}
      <ToastRegion store={store} />
    </ToastContext>
  );
}

/** `say({ tone, text, action?, about? })`: dismissable, read out politely. A component outside the provider is a bug. */
export function useToasts(): Pick<Toasts, 'say' | 'over'> {
  const store = useContext(ToastContext);
  if (store === null) throw new Error('ToastProvider is missing');
  return store.getState();
}

const lasts = ({ tone, action }: Toast): boolean => tone === 'failed' || action !== undefined;

/** The region always exists: assistive technology only reads out what changes inside one it knows. */
function ToastRegion({ store }: { readonly store: StoreApi<Toasts> }): ReactElement {
  const { kept, dismiss, stepBack } = useStore(store);
  const region = useRef<HTMLDivElement>(null);
  const pointed = useRef(false);
  const isRead = useCallback(() => pointed.current || region.current?.contains(document.activeElement) === true, []);
  const front = kept.findLast(({ back }) => !back);
  const counted = kept.filter((toast) => toast !== front && lasts(toast));
  const next = front ?? counted.at(-1);
  useKeys(next === undefined ? {} : { [dismissKey]: () => dismiss(next.id) });
  return (
    <>
      <div
        ref={region}
        className="toasts"
        role="log"
        aria-label="Notices"
        aria-live="polite"
        data-react-aria-top-layer="true"
        onPointerEnter={() => {
          pointed.current = true;
        }}
        onPointerLeave={() => {
          pointed.current = false;
        }}
      >
        {front === undefined ? null : <ToastLine key={front.id} toast={front} onDismiss={() => dismiss(front.id)} />}
        {counted.length === 0 ? null : <Counted toasts={counted} more={front !== undefined} onDismiss={dismiss} />}
      </div>
      {kept.map((toast) =>
        toast.back ? null : <Leaving key={toast.id} toast={toast} isRead={isRead} onLeave={lasts(toast) ? stepBack : dismiss} />,
      )}
    </>
  );
}

interface LeavingProps {
  readonly toast: Toast;
  readonly isRead: () => boolean;
  readonly onLeave: (id: number) => void;
}

/** The time one notice has: not while the pointer or the focus is on the notices. */
function Leaving({ toast, isRead, onLeave }: LeavingProps): null {
  const after = lasts(toast) ? stepsBackAfterMs : noteLeavesAfterMs;
  useEffect(() => {
    const leave = () => {
      if (isRead()) timer = setTimeout(leave, noteLeavesAfterMs);
      else onLeave(toast.id);
    };
    let timer = setTimeout(leave, after);
    return () => clearTimeout(timer);
  }, [toast.id, after, isRead, onLeave]);
  return null;
}

const marks = {
  note: { glyph: 'ring', state: undefined },
  done: { glyph: 'ok', state: 'healthy' },
  failed: { glyph: 'degraded', state: 'degraded' },
} as const;

/** One line, cut where there is no room: whole in its title and in the list of the counted. */
function ToastLine({ toast, onDismiss }: { readonly toast: Toast; readonly onDismiss: () => void }): ReactElement {
  const { tone, text, action } = toast;
  return (
    <div className="toast">
      <span data-state={marks[tone].state}>
        <Glyph name={marks[tone].glyph} size={16} />
      </span>
      <p title={text}>{text}</p>
      <div className="toast-actions">
        {action === undefined ? null : (
          <Button
            look="quiet"
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

interface CountedProps {
  readonly toasts: readonly Toast[];
  /** Another one has the line. */
  readonly more: boolean;
  readonly onDismiss: (id: number) => void;
}

/** `2 notices`: what stepped back, in a list that opens. */
function Counted({ toasts, more, onDismiss }: CountedProps): ReactElement {
  return (
    <DialogTrigger>
      <AriaButton className="button button-quiet toasts-count">
        {more ? `${toasts.length} more` : countedText(toasts.length, 'notice')}
      </AriaButton>
      <Popover placement="top start" className="toasts-popover">
        <Dialog className="toasts-list" aria-label="Notices that stepped back">
          {({ close }) =>
            toasts.toReversed().map((toast) => (
              <ToastLine
                key={toast.id}
                toast={toast}
                onDismiss={() => {
                  onDismiss(toast.id);
                  if (toasts.length === 1 || toast.action !== undefined) close();
                }}
              />
            ))
          }
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
