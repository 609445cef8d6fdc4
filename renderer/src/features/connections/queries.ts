import type { SandboxState } from '#shared/domain/connections/sandbox.ts';
import { useBackend } from '../../lib/backend-context.tsx';
import { useLive } from '../../lib/use-live.ts';

export const sandboxKey = ['connections', 'sandbox'] as const;

/** What the sandbox behind this desk simulates; null on a real desk. The last known stays when the desk is lost. */
export function useSandbox(): SandboxState | null {
  const { client } = useBackend();
  const { items } = useLive<SandboxState>(sandboxKey, (signal) => client.connections.sandbox({}, { signal }));
  return items.get('sandbox') ?? null;
}
