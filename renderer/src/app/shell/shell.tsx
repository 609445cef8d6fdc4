import { Outlet, useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useKeys } from '../../components/use-keys.ts';
import { SandboxBar } from '../../features/connections/components/sandbox-bar.tsx';
import { Bar } from './bar.tsx';
import { LostBanner } from './lost-banner.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { Palette } from './palette.tsx';
import { Strip } from './strip.tsx';
import { useTitle } from './use-title.ts';

/** The frame every screen stands in: bar above, strip with one age per source below. */
export function Shell(): ReactElement {
  const [keys, setKeys] = useState(false);
  const [palette, setPalette] = useState(false);
  const navigate = useNavigate();
  useTitle();
  useKeys({
    '?': () => setKeys(true),
    'ctrl+k': () => setPalette((open) => !open),
    1: () => void navigate({ to: '/rollouts' }),
    2: () => void navigate({ to: '/audit', search: {} }),
    3: () => void navigate({ to: '/connections' }),
  });
  return (
    <div className="desk">
      <Bar onFind={() => setPalette(true)} />
      <div className="screen">
        <SandboxBar />
        <LostBanner />
        <Outlet />
      </div>
      <Strip onKeys={() => setKeys(true)} />
      {keys ? <KeysDialog onClose={() => setKeys(false)} /> : null}
      {palette ? <Palette onClose={() => setPalette(false)} /> : null}
    </div>
  );
}
