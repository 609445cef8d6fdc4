import type { Connection } from '#shared/contract/connections.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { DeskScene } from './scene.ts';

/** The context a command line is about: `--context`, else the kubeconfig's current one. What is wrong with it is bad usage. */
export async function chosenContext({ client, invocation, signal }: DeskScene): Promise<Result<Connection>> {
  const listed = await client.connections.list({}, { signal });
  if (!listed.ok)
    return listed.error.kind === 'cancelled' ? listed : { ok: false, error: { ...listed.error, kind: 'invalid', field: 'kubeconfig' } };
  const known = listed.value;
  const { context } = invocation.options;
  const found = known.find((connection) => (context === null ? connection.current : connection.context === context));
  if (found !== undefined)
    return found.error?.kind === 'invalid' ? { ok: false, error: { ...found.error, field: 'kubeconfig' } } : ok(found);

  if (known.length === 0) return noKubeconfig();
  const names = known.map((connection) => connection.context).join(', ');
  if (context === null)
    return fail('invalid', `The kubeconfig has no current context. Pass --context, one of: ${names}.`, { field: 'context' });
  return unknownContext(
    context,
    known.map((connection) => connection.context),
  );
}

/** Bad usage, with the names that would do. */
export function unknownContext(context: string, known: readonly string[]): Result<never> {
  return fail('invalid', `There is no context "${context}" in the kubeconfig. It has: ${known.join(', ')}.`, { field: 'context' });
}

/** Nothing to connect to: bad usage that says what to set. */
export function noKubeconfig(): Result<never> {
  return fail('invalid', 'No kubeconfig was found. Set KUBECONFIG or pass --kubeconfig FILE.', { field: 'kubeconfig' });
}
