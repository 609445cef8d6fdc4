import type { Preferences } from '../../../lib/preferences.ts';
import { keyOfScreen, type ScreenRoute, screens } from '../../screen-table.ts';
import type { PaletteEntry } from './entry.ts';

export interface DeskRoads {
  readonly goTo: (route: ScreenRoute) => void;
  readonly prefer: (change: Partial<Preferences>) => void;
  readonly copyLink: () => void;
  readonly showKeys: () => void;
}

export function screenEntries({ goTo }: DeskRoads): PaletteEntry[] {
  return screens.map(({ route, label, words }, index) => {
    const keys = keyOfScreen(index);
    return {
      id: route,
      text: label,
      where: 'screen',
      section: 'Screens',
      words,
      ...(keys === null ? {} : { keys }),
      run: () => goTo(route),
    };
  });
}

/** What this person likes, and the desk's own: each says what it will be, not what it is. */
export function deskEntries(preferred: Preferences, painted: 'dark' | 'light', roads: DeskRoads): PaletteEntry[] {
  const { prefer, copyLink, showKeys } = roads;
  const { times, timeZone, sound, notifications, contrast } = preferred;
  const entry = (id: string, text: string, words: string, run: () => void, keys?: string): PaletteEntry => ({
    id,
    text,
    where: 'this desk',
    section: 'Desk',
    words,
    ...(keys === undefined ? {} : { keys }),
    run,
  });
  return [
    entry('link', 'Copy link', 'copy link address share what is on the screen', copyLink),
    entry('theme', painted === 'dark' ? 'Light theme' : 'Dark theme', 'theme colours dark light', () =>
      prefer({ theme: painted === 'dark' ? 'light' : 'dark' }),
    ),
    entry('contrast', contrast === 'more' ? 'Contrast as the system asks' : 'More contrast', 'high contrast', () =>
      prefer({ contrast: contrast === 'more' ? 'system' : 'more' }),
    ),
    entry('times', times === 'relative' ? 'Ages as times of day' : 'Ages as how long ago', 'relative absolute time age', () =>
      prefer({ times: times === 'relative' ? 'absolute' : 'relative' }),
    ),
    entry('zone', timeZone === 'utc' ? 'Times in this machine’s zone' : 'Times in UTC', 'time zone utc local', () =>
      prefer({ timeZone: timeZone === 'utc' ? 'local' : 'utc' }),
    ),
    entry('sound', sound ? 'Sound off' : 'Sound on', 'sound tone mute when a canary turns bad', () => prefer({ sound: !sound })),
    entry('notices', notifications ? 'Notifications off' : 'Notifications on', 'notify notification when a canary turns bad', () =>
      prefer({ notifications: !notifications }),
    ),
    entry('keys', 'All keys', 'keyboard shortcuts help', showKeys, '?'),
  ];
}
