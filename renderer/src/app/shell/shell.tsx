import { Outlet, useNavigate, useParams, useRouterState } from '@tanstack/react-router';
import { type ReactElement, startTransition, useEffect, useState } from 'react';
import { Target, targetKey } from '#shared/domain/rollouts/target.ts';
import { type KeyMap, useKeys } from '../../components/use-keys.ts';
import { SandboxBar } from '../../features/connections/components/sandbox-bar.tsx';
import { usePreferences } from '../../lib/preferences.ts';
import { shellKeys } from '../key-table.ts';
import { keyOfScreen, screens } from '../screen-table.ts';
import { Bar } from './bar.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { LostBanner } from './lost-banner.tsx';
import { useNotices } from './notices/use-notices.ts';
import { Palette } from './palette/palette.tsx';
import { useRecentStore } from './palette/recent-store.ts';
import { Strip } from './strip.tsx';
import { useTitle } from './use-title.ts';
import { useTray } from './use-tray.ts';

/** The frame every screen stands in: bar above, strip with one age per source below. */
export function Shell(): ReactElement {
  const [keys, setKeys] = useState(false);
  const [palette, setPalette] = useState(false);
  // Built in small pieces, since nobody types into it. The palette is there at once: the next key is a letter for it.
  const showKeys = () => startTransition(() => setKeys(true));
  useRecent();
  useKeys({
    [shellKeys.map.key]: showKeys,
    [shellKeys.find.key]: () => setPalette((open) => !open),
    ...useScreenKeys(),
  });
  return (
    <div className="desk">
      <Signals />
      <Bar onFind={() => setPalette(true)} />
      <div className="screen">
        <SandboxBar />
        <LostBanner />
        <Outlet key={useTimesKey()} />
      </div>
      <Strip onKeys={showKeys} />
      {keys ? <KeysDialog onClose={() => setKeys(false)} /> : null}
      {palette ? <Palette onClose={() => setPalette(false)} onKeys={showKeys} /> : null}
    </div>
  );
}

/** What the desk says beyond its page. A component of its own: what it hears every two seconds draws nothing. */
function Signals(): null {
  useTitle();
  useTray();
  useNotices();
  return null;
}

/**
 * A change of zone or of how ages are written is a change of every time on the screen: the screen is made anew. Not the
 * settings, where it is changed: a control that was just used keeps the focus.
 */
function useTimesKey(): string {
  const { timeZone, times } = usePreferences();
  const path = useRouterState({ select: (state) => state.location.pathname });
  return path === '/settings' ? 'settings' : `${timeZone} ${times}`;
}

/** A digit a screen, in the order of the bar. */
function useScreenKeys(): KeyMap {
  const navigate = useNavigate();
  return Object.fromEntries(
    screens.flatMap(({ route }, index) => {
      const key = keyOfScreen(index);
      return key === null ? [] : [[key, () => void navigate({ to: route, search: {} })]];
    }),
  );
}

/** Notes which rollout is open, for the palette's first page. */
function useRecent(): void {
  const here = Target.safeParse(useParams({ strict: false }));
  const opened = useRecentStore((store) => store.opened);
  const key = here.success ? targetKey(here.data) : null;
  const target = here.data;
  useEffect(() => {
    if (key !== null && target !== undefined) opened(target);
    // The key is what the target says.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key, opened]);
}
