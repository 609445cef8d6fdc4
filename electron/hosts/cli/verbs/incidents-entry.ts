import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { IncidentPage, TimelineEntry } from '#shared/domain/incidents/views.ts';
import { exitCodes } from '../exit-codes.ts';
import { incidentJson } from '../output/incident-sheet.ts';
import { jsonDocument } from '../output/json.ts';
import { iso, oneLine } from '../output/words.ts';
import type { DeskScene, DeskVerb } from '../scene.ts';

/**
 * `rcc incidents pin|unpin|hide|unhide|correct|annotate NAME --entry ID`: what a person does to one entry. Nothing is taken away: a
 * corrected time keeps the source's, a hidden entry stays in the record. With --json: the incident and the entry as it now stands.
 */
export const entryVerb: DeskVerb = async (scene) => {
  const { client, terminal, invocation, signal } = scene;
  const [incident] = invocation.names;
  const { entry, json } = invocation.options;
  if (incident === undefined) return fail('invalid', 'A NAME is missing.', { field: 'name' });
  if (entry === null)
    return fail('invalid', 'An entry is missing: --entry ID, as rcc incidents show --ids lists them.', { field: 'entry' });
  const shown = await client.incidents.show({ incident }, { signal });
  if (!shown.ok) return shown;
  const found = entryOf(shown.value, entry);
  if (!found.ok) return found;
  const page = await act(scene, incident, found.value);
  if (!page.ok) return page;
  const now = page.value.entries.find(({ id }) => id === found.value.id);
  if (json) await terminal.out(jsonDocument({ ...incidentJson(page.value), entry: now ?? null }));
  else await terminal.out(`${incident}  ${now === undefined ? found.value.id : standOf(now)}\n`);
  return ok(exitCodes.ok);
};

/** The entry with this id, or the only one whose id begins so. */
function entryOf({ id, entries }: IncidentPage, asked: string): Result<TimelineEntry> {
  const exact = entries.find((entry) => entry.id === asked);
  if (exact !== undefined) return ok(exact);
  const [first, second] = entries.filter((entry) => entry.id.startsWith(asked));
  if (first === undefined)
    return fail('not-found', `${id} has no entry ${asked}. rcc incidents show ${id} --ids lists them.`, { field: 'entry' });
  if (second === undefined) return ok(first);
  return fail('invalid', `Several entries of ${id} begin with ${asked}: ${first.id} and ${second.id}. Give more of it.`, {
    field: 'entry',
  });
}

async function act(
  { client, invocation, signal }: DeskScene,
  incident: string,
  { id: entry }: TimelineEntry,
): Promise<Result<IncidentPage>> {
  const { reason, text, at } = invocation.options;
  const call = { signal };
  switch (invocation.verb) {
    case 'incidents pin':
    case 'incidents unpin':
      return client.incidents.pin({ incident, entry, pinned: invocation.verb === 'incidents pin' }, call);
    case 'incidents hide':
    case 'incidents unhide':
      return client.incidents.hide({ incident, entry, hidden: invocation.verb === 'incidents hide', reason: reason ?? '' }, call);
    case 'incidents correct':
      if (at === null) return fail('invalid', 'A time is missing: --at 2026-11-26T10:12:16Z is when it was.', { field: 'at' });
      return client.incidents.correctTime({ incident, entry, at, reason: reason ?? '' }, call);
    default:
      if (text === null) return fail('invalid', 'A text is missing: --text TEXT is what stands under the entry.', { field: 'text' });
      return client.incidents.annotate({ incident, entry, text }, call);
  }
}

function standOf({ at, originalAt, pinned, hidden, text, annotations }: TimelineEntry): string {
  const marks = [pinned ? 'pinned' : '', hidden ? 'hidden' : '', originalAt === null ? '' : `source said ${iso(originalAt)}`];
  const last = annotations.at(-1);
  const said = last === undefined ? '' : `\n${last.by}: ${oneLine(last.text)}`;
  return `${iso(at)}  ${oneLine(text)}${marks
    .filter((mark) => mark !== '')
    .map((mark) => ` (${mark})`)
    .join('')}${said}`;
}
