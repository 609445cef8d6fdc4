import { writeWhole } from '#adapters/system/write-whole.ts';
import { ExportFormat } from '#shared/contract/incidents.ts';
import { fail, ok } from '#shared/contract/result.ts';
import { exitCodes } from '../exit-codes.ts';
import { jsonDocument } from '../output/json.ts';
import type { DeskVerb } from '../scene.ts';

/** `rcc incidents export NAME`: the file on stdout, or in --output; with --json then `{file, mediaType, bytes}`. */
export const exportVerb: DeskVerb = async ({ client, terminal, invocation, signal }) => {
  const { format, output, hidden, json } = invocation.options;
  const [incident] = invocation.names;
  if (incident === undefined) return fail('invalid', 'A NAME is missing.', { field: 'name' });
  const asked = ExportFormat.safeParse(format ?? 'md');
  if (!asked.success) return fail('invalid', `--format ${format} is none: md, html, json or csv.`, { field: 'format' });
  const made = await client.incidents.export({ incident, format: asked.data, hidden }, { signal });
  if (!made.ok) return made;
  const { text, mediaType } = made.value;
  if (output === null) {
    await terminal.out(text);
    return ok(exitCodes.ok);
  }
  const written = await writeWhole(output, text);
  if (!written.ok) return written;
  if (json) await terminal.out(jsonDocument({ file: output, mediaType, bytes: Buffer.byteLength(text) }));
  else terminal.note(`${output}: ${incident} as ${asked.data}, ${Buffer.byteLength(text)} bytes.`);
  return ok(exitCodes.ok);
};
