import { createContext, type ReactElement, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { Clock } from '../lib/clock.ts';

const ClockContext = createContext<Clock | null>(null);

export function ClockProvider({ clock, children }: { readonly clock: Clock; readonly children: ReactNode }): ReactElement {
  return <ClockContext value={clock}>{children}</ClockContext>;
}

/** The page's one clock. A component outside a provider is a bug. */
export function useClock(): Clock {
  const clock = useContext(ClockContext);
  if (clock === null) throw new Error('ClockProvider is missing');
  return clock;
}

/** Reads something from the clock on each tick and renders again only when the answer changed. Answers are primitives. */
export function useTicking<T extends string | number | boolean | null>(read: (clock: Clock) => T): T {
  const clock = useClock();
  return useSyncExternalStore(clock.subscribe, () => read(clock));
}
