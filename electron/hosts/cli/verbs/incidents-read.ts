import { fail, ok } from '#shared/contract/result.ts';
import { exitCodes } from '../exit-codes.ts';
import { incidentJson, incidentSheet, incidentTable } from '../output/incident-sheet.ts';
import { jsonDocument } from '../output/json.ts';
import type { DeskVerb } from '../scene.ts';

/** `rcc incidents list` and `rcc incidents show NAME`. Showing asks the sources first, for three seconds at most. */
export const readVerb: DeskVerb = async (scene) => {
  const { client, terminal, invocation, signal, now } = scene;
  const { json, hidden, ids } = invocation.options;
  if (invocation.verb === 'incidents list') {
    const listed = await client.incidents.list({}, { signal });
    if (!listed.ok) return listed;
    if (json) await terminal.out(jsonDocument(listed.value.map(incidentJson)));
    else if (listed.value.length > 0) await terminal.out(incidentTable(listed.value, now(), terminal.paint));
    else terminal.note('There are no incidents.');
    return ok(exitCodes.ok);
  }
  const [incident] = invocation.names;
  if (incident === undefined) return fail('invalid', 'A NAME is missing.', { field: 'name' });
  const shown = await client.incidents.show({ incident }, { signal });
  if (!shown.ok) return shown;
  const page = hidden ? shown.value : { ...shown.value, entries: shown.value.entries.filter((entry) => !entry.hidden) };
  await terminal.out(json ? jsonDocument({ ...page, ...incidentJson(page) }) : incidentSheet(shown.value, terminal.paint, ids, hidden));
  return ok(exitCodes.ok);
};
