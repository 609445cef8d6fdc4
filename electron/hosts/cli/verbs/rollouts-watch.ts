import type { LiveMessage } from '#shared/contract/procedure.ts';
import { ok } from '#shared/contract/result.ts';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { targetKey, type Target } from '#shared/domain/rollouts/target.ts';
import { exitCodes } from '../exit-codes.ts';
import { failureText } from '../output/failure.ts';
import { jsonLine } from '../output/json.ts';
import { rowJson } from '../output/rollout-json.ts';
import { rolloutLine } from '../output/rollout-line.ts';
import { readRows } from '../read-rows.ts';
import { chosenContext } from '../resolve-context.ts';
import { resolveTarget } from '../resolve-target.ts';
import type { DeskScene, DeskVerb } from '../scene.ts';

/**
 * `rcc rollouts watch [NAME]`: a line for each change, from what is there now until Ctrl-C, --timeout or a closed pipe.
 * The cluster is read once first, so that one that cannot be read ends the verb instead of leaving it waiting.
 */
export const watchVerb: DeskVerb = async (scene) => {
  const { client, terminal, invocation, signal } = scene;
  const [name] = invocation.names;
  const connection = await chosenContext(scene);
  if (!connection.ok) return connection;
  const target = name === undefined ? ok(null) : await resolveTarget(scene, name);
  if (!target.ok) return target;
  const read = await readRows(scene, connection.value);
  if (!read.ok) return read;
  for (const problem of read.value.problems) terminal.note(failureText(problem.error, problem.context));

  const scope = { contexts: [connection.value.context], namespace: target.value?.namespace ?? read.value.namespace };
  const messages = await client.rollouts.watch(scope, { signal });
  const said = new Map<string, string>();
  for await (const message of messages) {
    for (const line of linesOf(message, target.value, said, scene)) await terminal.out(line);
    if (terminal.closed() || signal.aborted) break;
  }
  return ok(exitCodes.ok);
};

/** Only what changed for a reader: a new age alone is no line. */
function linesOf(
  message: LiveMessage<RolloutRow>,
  only: Target | null,
  said: Map<string, string>,
  { invocation, terminal, now }: DeskScene,
): string[] {
  const { json } = invocation.options;
  const wanted = (key: string) => only === null || key === targetKey(only);
  const gone = message.type === 'patch' ? message.removed : [...said.keys()].filter((key) => !message.items.some(([item]) => item === key));
  const changed = message.type === 'patch' ? message.set : message.items;
  const lines: string[] = [];
  for (const [key, row] of changed.filter(([key]) => wanted(key))) {
    const meaning = meaningOf(row);
    if (said.get(key) === meaning) continue;
    said.set(key, meaning);
    lines.push(json ? jsonLine(rowJson(row, now())) : rolloutLine(row, now(), terminal.paint));
  }
  for (const key of gone.filter((key) => said.delete(key)))
    lines.push(json ? jsonLine({ ...named(key), removed: true }) : `${removedText(key)}\n`);
  return lines;
}

/** A row without what moves by itself: when it was read, and how the controller counted. */
function meaningOf({ workload, dial, attention }: RolloutRow): string {
  const needles = [dial.requested, dial.accepted, dial.observed].map(({ percent, note, source }) => [percent, note, source]);
  const { resourceVersion: _version, conditions: _conditions, ...facts } = workload;
  return JSON.stringify([facts, needles, attention.state, attention.group]);
}

/** A target out of its key: `context/namespace/Kind/name`, the context URI-escaped. */
function named(key: string) {
  const [context = '', namespace = '', kind = '', name = ''] = key.split('/');
  return { context: decodeURIComponent(context), namespace, kind, name };
}

function removedText(key: string): string {
  const { namespace, kind, name } = named(key);
  return `${namespace} ${kind.toLowerCase()}/${name} was deleted`;
}
