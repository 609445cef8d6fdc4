import type { ConnectionStatus } from '#shared/contract/connections.ts';
import type { Badge } from '#shared/domain/rollouts/views.ts';

/** State and word of a connection. */
export const connectionLooks: Record<ConnectionStatus, readonly [Badge, string]> = {
  idle: ['unknown', 'Not connected'],
  connecting: ['progressing', 'Connecting'],
  reading: ['progressing', 'Being read'],
  live: ['healthy', 'Live'],
  silent: ['stale', 'Silent'],
  failed: ['degraded', 'Cannot be read'],
  'approval-needed': ['paused', 'Waits for you'],
};
