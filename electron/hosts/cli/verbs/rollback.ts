import { fail, ok } from '#shared/contract/result.ts';
import type { Act } from '#shared/domain/rollback/execution.ts';
import { standingOf } from '#shared/domain/rollback/standing.ts';
import { exitCodes } from '../exit-codes.ts';
import { jsonDocument } from '../output/json.ts';
import { planSheet } from '../output/plan-sheet.ts';
import { resolveTarget } from '../resolve-target.ts';
import { runAct } from '../run-act.ts';
import type { DeskScene, DeskVerb } from '../scene.ts';

/** `rcc rollback plan NAME`: what a rollback would send and do. Changes nothing. */
export const planVerb: DeskVerb = async (scene) => {
  const { client, terminal, invocation, signal } = scene;
  const { lever, toRevision, json } = invocation.options;
  const [name] = invocation.names;
  if (name === undefined) return fail('invalid', 'A NAME is missing.', { field: 'name' });
  const target = await resolveTarget(scene, name);
  if (!target.ok) return target;
  const planned = await client.rollback.plan({ target: target.value, lever, toRevision }, { signal });
  if (!planned.ok) return planned;
  await terminal.out(json ? jsonDocument(planned.value) : planSheet(planned.value, terminal.paint));
  return ok(exitCodes.ok);
};

/** `rcc rollback run NAME --reason TEXT`: plans, sends and follows to effective; a basis that changes means a new plan. */
export const runVerb: DeskVerb = async (scene) => {
  const { client, invocation, signal } = scene;
  const { lever, toRevision, reason, timeoutSeconds } = invocation.options;
  const [name] = invocation.names;
  if (name === undefined) return fail('invalid', 'A NAME is missing.', { field: 'name' });
  if (reason === null) return fail('invalid', 'A reason is missing: --reason TEXT says why, for the record.', { field: 'reason' });
  const target = await resolveTarget(scene, name);
  if (!target.ok) return target;
  const input = { target: target.value, lever, toRevision, reason, ...(timeoutSeconds === null ? {} : { timeoutSeconds }) };
  let missed = false;
  const ended = await runAct(scene, target.value, async () => {
    const ran = await client.rollback.run(input, { signal });
    if (!ran.ok) return ran;
    const act = invocation.options.wait === 'traffic' ? await untilTraffic(scene, ran.value.act) : ran.value.act;
    const standing = standingOf(act);
    missed = invocation.options.wait === 'traffic' && (standing === 'traffic-open' || standing === 'traffic-missed');
    return ok(act);
  });
  return ended.ok && ended.value === exitCodes.ok && missed ? ok(exitCodes.sent) : ended;
};

/** The act once its traffic was seen back, or was not within the time the desk follows it; as it is when that is no question. */
async function untilTraffic({ client, signal }: DeskScene, first: Act): Promise<Act> {
  if (standingOf(first) !== 'traffic-open') return first;
  const leaving = new AbortController();
  let act = first;
  try {
    const told = await client.rollback.watch({ target: first.target }, { signal: AbortSignal.any([signal, leaving.signal]) });
    for await (const message of told) {
      const mine = (message.type === 'snapshot' ? message.items : message.set).find(([auditId]) => auditId === first.auditId);
      if (mine !== undefined) [, act] = mine;
      if (standingOf(act) !== 'traffic-open') break;
    }
  } catch {
    // The desk went away, or Ctrl-C: what is known of the act stands.
  } finally {
    leaving.abort();
  }
  return act;
}
