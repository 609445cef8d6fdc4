import { readFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { problemText, readYaml } from '#core/read-yaml.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { upstreamText } from '#shared/contract/upstream-text.ts';
import { Review, ReviewAction } from '#shared/domain/incidents/views.ts';
import { z } from 'zod';
import { exitCodes } from '../exit-codes.ts';
import { incidentJson } from '../output/incident-sheet.ts';
import { jsonDocument, safeJson } from '../output/json.ts';
import type { DeskVerb } from '../scene.ts';

/** A key nobody knows is a mistyped one, and what it says would be lost. */
const Written = Review.extend({ actions: z.array(ReviewAction.strict()) }).strict();

/**
 * `rcc incidents review NAME`: the review as YAML, or a template to begin with. `--file FILE`: writes it, YAML or JSON. Its actions are
 * mechanisms with an owner and a date; the desk refuses what only asks somebody to remember.
 */
export const reviewVerb: DeskVerb = async ({ client, terminal, invocation, signal }) => {
  const { file, json } = invocation.options;
  const [incident] = invocation.names;
  if (incident === undefined) return fail('invalid', 'A NAME is missing.', { field: 'name' });
  if (file === null) {
    const shown = await client.incidents.show({ incident }, { signal });
    if (!shown.ok) return shown;
    const { id, review } = shown.value;
    if (json) await terminal.out(jsonDocument({ ...incidentJson(shown.value), review }));
    else await terminal.out(review === null ? template(id) : yamlOf(review));
    return ok(exitCodes.ok);
  }
  const read = await readReview(file);
  if (!read.ok) return read;
  const page = await client.incidents.review({ incident, review: read.value }, { signal });
  if (!page.ok) return page;
  const { review } = page.value;
  if (json) await terminal.out(jsonDocument({ ...incidentJson(page.value), review }));
  else await terminal.out(`${page.value.id}  review written, ${review?.actions.length ?? 0} actions\n`);
  return ok(exitCodes.ok);
};

async function readReview(file: string): Promise<Result<Review>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return fail(error.code === 'ENOENT' ? 'not-found' : 'storage', `${file} cannot be read. Give the review to write.`, {
      upstream: { source: 'system', text: upstreamText(error.message) },
    });
  }
  const read = readYaml(file, text, Written);
  if (read.ok) return ok(read.value);
  return fail('invalid', `${read.problems.map(problemText).join('; ')}.`, { field: 'file' });
}

/** Controls that would steer the terminal are escaped, as they are in JSON: what is printed can be written back. */
function yamlOf(review: Review): string {
  return stringify(JSON.parse(safeJson(review)), { lineWidth: 100 }).replaceAll(/[\u007f-\u009f]/g, '\ufffd');
}

function template(id: string): string {
  return `# The review of ${id}. Fill in, then: rcc incidents review ${id} --file FILE
summary: "" # what happened, to whom, for how long
whatHelped: "" # what made it shorter or smaller
whatHindered: "" # what made it longer, larger or harder to see
contributing: [] # conditions without which it would not have happened
# A mechanism works when nobody remembers: a check, an alert, a limit, a default.
# kind: prevents, detects, limits or recovers
actions: []
#  - mechanism: the pipeline refuses a time-out below the measured p99
#    kind: prevents
#    owner: payments team
#    due: 2026-12-24
`;
}
