import type { Connection } from '#shared/contract/connections.ts';
import { table } from './table.ts';
import type { Paint } from './terminal.ts';

/** The contexts of a kubeconfig for people; `*` marks the current one. */
export function connectionTable(connections: readonly Connection[], paint: Paint): string {
  const rows = connections.map(({ current, context, server, user, namespace, status, error }) => [
    current ? '*' : '',
    context,
    server,
    user,
    namespace,
    status,
    error?.message ?? '',
  ]);
  return table(['', 'CONTEXT', 'SERVER', 'USER', 'NAMESPACE', 'STATUS', 'WHY'], rows, paint);
}
