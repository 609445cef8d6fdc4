import type { Connection } from '#shared/contract/connections.ts';
import { ok } from '#shared/contract/result.ts';
import { exitCodes } from '../exit-codes.ts';
import { connectionTable } from '../output/connection-table.ts';
import { jsonDocument } from '../output/json.ts';
import { oneLine } from '../output/words.ts';
import { unknownContext } from '../resolve-context.ts';
import type { DeskVerb } from '../scene.ts';

/** `rcc connections list`: the contexts of the kubeconfig. Sends nothing. */
export const listConnectionsVerb: DeskVerb = async ({ client, terminal, invocation, signal }) => {
  const listed = await client.connections.list({}, { signal });
  if (!listed.ok) return { ok: false, error: { ...listed.error, kind: 'invalid', field: 'kubeconfig' } };
  const { context } = invocation.options;
  const shown = listed.value.filter((connection) => context === null || connection.context === context);
  if (context !== null && shown.length === 0) return unknownContext(context, namesOf(listed.value));
  await terminal.out(invocation.options.json ? jsonDocument(shown) : connectionTable(shown, terminal.paint));
  return ok(exitCodes.ok);
};

/** `rcc connections approve CONTEXT`: a person allows this exec command line on this desk. */
export const approveVerb: DeskVerb = async ({ client, terminal, invocation, signal }) => {
  const [context = ''] = invocation.names;
  const listed = await client.connections.list({}, { signal });
  if (!listed.ok) return { ok: false, error: { ...listed.error, kind: 'invalid', field: 'kubeconfig' } };
  if (!listed.value.some((connection) => connection.context === context)) return unknownContext(context, namesOf(listed.value));
  const approved = await client.connections.approve({ context }, { signal });
  if (!approved.ok) return approved;
  const { commandLine } = approved.value;
  await terminal.out(
    invocation.options.json ? jsonDocument({ context, commandLine }) : `Approved for ${context}: ${oneLine(commandLine)}\n`,
  );
  return ok(exitCodes.ok);
};

function namesOf(connections: readonly Connection[]): readonly string[] {
  return connections.map((connection) => connection.context);
}
