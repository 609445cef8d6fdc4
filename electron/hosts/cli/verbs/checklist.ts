import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { ChecklistView } from '#shared/domain/checklist/views.ts';
import { exitCodes } from '../exit-codes.ts';
import { checklistSheet } from '../output/checklist-sheet.ts';
import { jsonDocument } from '../output/json.ts';
import type { DeskScene, DeskVerb } from '../scene.ts';

/** `rcc checklist show TRAIN`: what stops it, what waits for a person, what has passed, with ages. */
export const showChecklistVerb: DeskVerb = async (scene) => {
  const { client, signal } = scene;
  return answered(scene, await client.checklist.show({ train: trainOf(scene) }, { signal }));
};

/** `rcc checklist sign TRAIN --item ID`: a human item, by somebody whose role it is. --reason becomes its note. */
export const signVerb: DeskVerb = async (scene) => {
  const { client, signal, invocation } = scene;
  const item = itemOf(scene);
  if (!item.ok) return item;
  return answered(
    scene,
    await client.checklist.sign({ train: trainOf(scene), item: item.value, note: invocation.options.reason ?? '' }, { signal }),
  );
};

/** `rcc checklist waive TRAIN --item ID --reason TEXT`: visible ever after. */
export const waiveVerb: DeskVerb = async (scene) => {
  const { client, signal, invocation } = scene;
  const item = itemOf(scene);
  if (!item.ok) return item;
  return answered(
    scene,
    await client.checklist.waive({ train: trainOf(scene), item: item.value, reason: invocation.options.reason ?? '' }, { signal }),
  );
};

/** `rcc checklist decide TRAIN --verdict go|no-go|go-with-conditions`: a person's word on what holds now. */
export const decideVerb: DeskVerb = async (scene) => {
  const { client, signal, invocation } = scene;
  const { verdict, conditions, reason } = invocation.options;
  if (verdict === null) return fail('invalid', 'A verdict is missing: --verdict go, no-go or go-with-conditions.', { field: 'verdict' });
  return answered(
    scene,
    await client.checklist.decide(
      { train: trainOf(scene), verdict, reason: reason ?? '', conditions: [...conditions], evidenceDigest: null },
      { signal },
    ),
  );
};

function trainOf({ invocation }: DeskScene): string {
  return invocation.names[0] ?? '';
}

function itemOf({ invocation }: DeskScene): Result<string> {
  const { item } = invocation.options;
  return item === null ? fail('invalid', 'An item is missing: --item ID, as rcc checklist show lists them.', { field: 'item' }) : ok(item);
}

async function answered({ terminal, invocation, now }: DeskScene, answer: Result<ChecklistView>) {
  if (!answer.ok) return answer;
  await terminal.out(invocation.options.json ? jsonDocument(answer.value) : checklistSheet(answer.value, now(), terminal.paint));
  return ok(exitCodes.ok);
}
