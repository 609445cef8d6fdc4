import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ConnectionsScreen } from '../features/connections/components/connections-screen.tsx';
import { FirstRun } from '../features/connections/components/first-run.tsx';
import { SettingsScreen } from '../features/connections/components/settings/settings-screen.tsx';
import { sectionOf } from '../features/connections/settings-sections.ts';
import { useConnections } from '../lib/live-queries.ts';
import { ListRoute } from './screens.tsx';

export function ConnectionsRoute(): ReactElement {
  const navigate = useNavigate();
  const { context } = useSearch({ from: '/connections' });
  return (
    <ConnectionsScreen
      context={context ?? null}
      onContext={(to) => void navigate({ to: '/connections', search: to === null ? {} : { context: to } })}
      onFiles={() => void navigate({ to: '/settings', search: { section: 'kubeconfig' } })}
      onMetrics={() => void navigate({ to: '/settings', search: { section: 'metrics' } })}
    />
  );
}

export function SettingsRoute(): ReactElement {
  const navigate = useNavigate();
  const { section } = useSearch({ from: '/settings' });
  return (
    <SettingsScreen
      section={sectionOf(section)}
      onSection={(to) => void navigate({ to: '/settings', search: { section: to }, replace: true })}
    />
  );
}

export function WelcomeRoute(): ReactElement {
  const navigate = useNavigate();
  return (
    <FirstRun onDone={() => void navigate({ to: '/rollouts' })} onConnections={() => void navigate({ to: '/connections', search: {} })} />
  );
}

/** The list, or where to begin while the desk knows no cluster at all: it becomes the list by itself. */
export function ListOrWelcome(): ReactElement {
  const { items, status } = useConnections();
  return status === 'live' && items.size === 0 ? <WelcomeRoute /> : <ListRoute />;
}
