import { fail, ok } from '#shared/contract/result.ts';
import { exitCodes } from '../exit-codes.ts';
import { jsonDocument } from '../output/json.ts';
import { planSheet } from '../output/plan-sheet.ts';
import { resolveTarget } from '../resolve-target.ts';
import { runAct } from '../run-act.ts';
import type { DeskVerb } from '../scene.ts';

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
  return runAct(scene, target.value, async () => {
    const ran = await client.rollback.run(input, { signal });
    return ran.ok ? ok(ran.value.act) : ran;
  });
};
