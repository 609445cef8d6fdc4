import { fail, ok } from '#shared/contract/result.ts';
import { exitCodes } from '../exit-codes.ts';
import { connectionTable } from '../output/connection-table.ts';
import { jsonDocument } from '../output/json.ts';
import { oneLine } from '../output/words.ts';
import type { DeskVerb } from '../scene.ts';

/** `rcc connections list`: the contexts of the kubeconfig. Sends nothing. */
export const listConnectionsVerb: DeskVerb = async ({ client, terminal, invocation, signal }) => {
  const listed = await client.connections.list({}, { signal });
  if (!listed.ok) return { ok: false, error: { ...listed.error, kind: 'invalid', field: 'kubeconfig' } };
  const { context } = invocation.options;
  const shown = listed.value.filter((connection) => context === null || connection.context === context);
  if (context !== null && shown.length === 0)
    return fail('invalid', `There is no context "${context}" in the kubeconfig.`, { field: 'context' });
  await terminal.out(invocation.options.json ? jsonDocument(shown) : connectionTable(shown, terminal.paint));
  return ok(exitCodes.ok);
};

/** `rcc connections approve CONTEXT`: a person allows this exec command line on this desk. */
export const approveVerb: DeskVerb = async ({ client, terminal, invocation, signal }) => {
  const [context = ''] = invocation.names;
  const listed = await client.connections.list({}, { signal });
  if (!listed.ok) return { ok: false, error: { ...listed.error, kind: 'invalid', field: 'kubeconfig' } };
  if (!listed.value.some((connection) => connection.context === context)) {
    const names = listed.value.map((connection) => connection.context).join(', ');
    return fail('invalid', `There is no context "${context}" in the kubeconfig. It has: ${names}.`, { field: 'context' });
  }
  const approved = await client.connections.approve({ context }, { signal });
  if (!approved.ok) return approved;
  const { commandLine } = approved.value;
  await terminal.out(
    invocation.options.json ? jsonDocument({ context, commandLine }) : `Approved for ${context}: ${oneLine(commandLine)}\n`,
  );
  return ok(exitCodes.ok);
};
