import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { IncidentPage } from '#shared/domain/incidents/views.ts';
import { exitCodes } from '../exit-codes.ts';
import { incidentJson } from '../output/incident-sheet.ts';
import { jsonDocument } from '../output/json.ts';
import { oneLine } from '../output/words.ts';
import { resolveTarget } from '../resolve-target.ts';
import type { DeskScene, DeskVerb } from '../scene.ts';

/** `rcc incidents open [NAME]`, `note NAME`, `retitle NAME`, `close NAME`: written in the name the cluster gives. */
export const writeVerb: DeskVerb = async (scene) => {
  const { terminal, invocation } = scene;
  const page = await write(scene);
  if (!page.ok) return page;
  const { id, sentence, entries } = page.value;
  await terminal.out(
    invocation.options.json ? jsonDocument({ ...incidentJson(page.value), entries: entries.length }) : `${id}  ${oneLine(sentence)}\n`,
  );
  return ok(exitCodes.ok);
};

async function write(scene: DeskScene): Promise<Result<IncidentPage>> {
  const { client, invocation, signal, now } = scene;
  const { title, text, severity, sinceSeconds, reason } = invocation.options;
  const [name] = invocation.names;
  if (invocation.verb === 'incidents open') {
    if (title === null) return fail('invalid', 'A title is missing: --title TEXT says what is wrong.', { field: 'title' });
    const target = name === undefined ? ok(null) : await resolveTarget(scene, name);
    if (!target.ok) return target;
    const since = sinceSeconds === null ? null : now() - sinceSeconds * 1_000;
    const targets = target.value === null ? [] : [target.value];
    return client.incidents.open({ title, severity: severity ?? 2, targets, since }, { signal });
  }
  if (name === undefined) return fail('invalid', 'A NAME is missing.', { field: 'name' });
  if (invocation.verb === 'incidents close') return client.incidents.close({ incident: name, reason: reason ?? '' }, { signal });
  if (invocation.verb === 'incidents retitle') return retitle(scene, name);
  if (text === null) return fail('invalid', 'A text is missing: --text TEXT is what goes on the timeline.', { field: 'text' });
  return client.incidents.note({ incident: name, text, at: null }, { signal });
}

/** What is not given stays as it is. */
async function retitle({ client, invocation, signal }: DeskScene, incident: string): Promise<Result<IncidentPage>> {
  const { title, severity } = invocation.options;
  if (title === null && severity === null) return fail('invalid', 'Give another --title or --severity.', { field: 'title' });
  const shown = await client.incidents.show({ incident }, { signal });
  if (!shown.ok) return shown;
  return client.incidents.retitle({ incident, title: title ?? shown.value.title, severity: severity ?? shown.value.severity }, { signal });
}
