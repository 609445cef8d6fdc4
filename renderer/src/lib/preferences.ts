import { z } from 'zod';
import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

/** A zone this machine can write times in. Anything else falls back to the machine's own. */
function isTimeZone(name: string): boolean {
  if (name === 'local' || name === 'utc') return true;
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** What one person likes on one machine: nothing of it changes what is shown, only how. A bad value is the default, alone. */
export const Preferences = z.object({
  theme: z.enum(['dark', 'light', 'system']).catch('dark'),
  /** system: as the operating system asks. */
  contrast: z.enum(['system', 'more']).catch('system'),
  /** local, utc, or an IANA name. */
  timeZone: z.string().refine(isTimeZone).catch('local'),
  /** relative: `3 m 12 s`. absolute: `11:12:16`. */
  times: z.enum(['relative', 'absolute']).catch('relative'),
  sound: z.boolean().catch(false),
  /** In a browser they have to be allowed first; the desktop shows them until somebody turns them off. */
  notifications: z.boolean().catch('location' in globalThis && location.protocol === 'app:'),
});
export type Preferences = z.infer<typeof Preferences>;

interface PreferencesStore extends Preferences {
  readonly set: (change: Partial<Preferences>) => void;
}

/** Kept in this browser or window, and read anew when another window of the same desk changes it. */
export const usePreferencesStore = create<PreferencesStore>()(
  persist((set, get) => ({ ...Preferences.parse({}), set: (change) => set(Preferences.parse({ ...get(), ...change })) }), {
    name: 'rcc:preferences',
    storage: createJSONStorage(() => localStorage),
    partialize: (state) => Preferences.parse(state),
    merge: (kept, current) => ({ ...current, ...Preferences.safeParse(kept).data }),
  }),
);

/** The whole store; one value rendered alone: `usePreferencesStore((state) => state.times)`. */
export function usePreferences(): PreferencesStore {
  return usePreferencesStore();
}

/** The preference as the formatters want it: undefined is the machine's own zone. */
export function timeZoneOf({ timeZone }: Pick<Preferences, 'timeZone'>): string | undefined {
  if (timeZone === 'local') return undefined;
  return timeZone === 'utc' ? 'UTC' : timeZone;
}
