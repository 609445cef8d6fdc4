/** Whether the host behind the page can be reached. `lost`: it could, or should, and now cannot; it is being tried again. */
export type ConnectionState = 'connecting' | 'open' | 'lost';

export interface ConnectionStore {
  readonly get: () => ConnectionState;
  readonly set: (state: ConnectionState) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createConnectionStore(first: ConnectionState): ConnectionStore {
  const listeners = new Set<() => void>();
  let state = first;
  return {
    get: () => state,
    set: (next) => {
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
