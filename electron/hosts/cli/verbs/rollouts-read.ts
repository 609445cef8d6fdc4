import { fail, ok } from '#shared/contract/result.ts';
import { exitCodes } from '../exit-codes.ts';
import { failureText } from '../output/failure.ts';
import { jsonDocument } from '../output/json.ts';
import { pageJson, rowJson } from '../output/rollout-json.ts';
import { rolloutPage } from '../output/rollout-page.ts';
import { rolloutTable } from '../output/rollout-table.ts';
import { readRows } from '../read-rows.ts';
import { chosenContext } from '../resolve-context.ts';
import { resolveTarget } from '../resolve-target.ts';
import type { DeskVerb } from '../scene.ts';

/** `rcc rollouts list`: every Rollout and Deployment in scope. What could not be read is said on stderr beside what could. */
export const listVerb: DeskVerb = async (scene) => {
  const { terminal, invocation, now } = scene;
  const connection = await chosenContext(scene);
  if (!connection.ok) return connection;
  const read = await readRows(scene, connection.value);
  if (!read.ok) return read;
  const { rows, problems, namespace } = read.value;
  for (const problem of problems) terminal.note(failureText(problem.error, problem.context));
  if (invocation.options.json) await terminal.out(jsonDocument(rows.map((row) => rowJson(row, now()))));
  else if (rows.length > 0) await terminal.out(rolloutTable(rows, now(), terminal.paint));
  else
    terminal.note(
      `No rollout and no deployment in ${namespace === null ? 'any namespace' : `namespace ${namespace}`} of context ${connection.value.context}.`,
    );
  return ok(exitCodes.ok);
};

/** `rcc rollouts get NAME`: the page of one workload. */
export const getVerb: DeskVerb = async (scene) => {
  const { client, terminal, invocation, signal, now } = scene;
  const [name] = invocation.names;
  if (name === undefined) return fail('invalid', 'A NAME is missing.', { field: 'name' });
  const target = await resolveTarget(scene, name);
  if (!target.ok) return target;
  const got = await client.rollouts.get({ target: target.value }, { signal });
  if (!got.ok) return got;
  if (got.value.silent !== null) terminal.note(failureText(got.value.silent, target.value.context));
  await terminal.out(invocation.options.json ? jsonDocument(pageJson(got.value, now())) : rolloutPage(got.value, now(), terminal.paint));
  return ok(exitCodes.ok);
};
