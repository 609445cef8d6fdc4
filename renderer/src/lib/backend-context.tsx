import { createContext, type ReactElement, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { Backend } from './backend.ts';
import type { ConnectionState } from './connection-store.ts';
import type { LiveHub } from './live-hub.ts';

interface Desk {
  readonly backend: Backend;
  readonly hub: LiveHub;
}

const DeskContext = createContext<Desk | null>(null);

export function BackendProvider({ backend, hub, children }: Desk & { readonly children: ReactNode }): ReactElement {
  return <DeskContext value={{ backend, hub }}>{children}</DeskContext>;
}

function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('BackendProvider is missing');
  return desk;
}

export function useBackend(): Backend {
  return useDesk().backend;
}

export function useHub(): LiveHub {
  return useDesk().hub;
}

export function useConnectionState(): ConnectionState {
  const { connection } = useBackend();
  return useSyncExternalStore(connection.subscribe, connection.get);
}
