import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { TrainPage } from '#shared/domain/trains/views.ts';
import { timetableJsonSchema } from '#shared/domain/trains/timetable.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { jsonDocument } from '../output/json.ts';
import { trainSheet, trainTable } from '../output/train-sheet.ts';
import type { DeskScene, DeskVerb, Verb } from '../scene.ts';

/** `rcc trains list`: trains that board, wait, roll and have ended. Looking moves them: whoever looks first after a cut freezes the manifest. */
export const listTrainsVerb: DeskVerb = async ({ client, terminal, invocation, signal }) => {
  const listed = await client.trains.list({}, { signal });
  if (!listed.ok) return listed;
  if (invocation.options.json) await terminal.out(jsonDocument(listed.value));
  else if (listed.value.length > 0) await terminal.out(trainTable(listed.value, terminal.paint));
  else terminal.note('There are no trains: the release folder has no timetable that holds together.');
  return ok(exitCodes.ok);
};

/** `rcc trains show TRAIN`: passengers, what did not board, what to know before it leaves. */
export const showTrainVerb: DeskVerb = async (scene) =>
  answered(scene, await scene.client.trains.show({ train: trainOf(scene) }, { signal: scene.signal }));

/** `rcc trains board|leave|cut|hold|release|conduct|cancel TRAIN`: one word, and the train as it then is. */
export const trainWordVerb: DeskVerb = async (scene) => {
  const said = await say(scene);
  return answered(scene, said);
};

/** `rcc trains schema`: what editors check timetable.yaml with. */
export const trainSchemaVerb: Verb = async ({ terminal }) => {
  await terminal.out(jsonDocument(timetableJsonSchema()));
  return ok(exitCodes.ok);
};

async function say(scene: DeskScene): Promise<Result<TrainPage>> {
  const { client, invocation, signal, now } = scene;
  const { reason, service, image, forSeconds } = invocation.options;
  const asked = { train: trainOf(scene), reason: reason ?? '' };
  const until = forSeconds === null ? null : now() + forSeconds * 1_000;
  switch (invocation.verb) {
    case 'trains board':
      return service === null ? noService() : client.trains.board({ ...asked, service, image }, { signal });
    case 'trains leave':
      return service === null ? noService() : client.trains.leave({ ...asked, service }, { signal });
    case 'trains cut':
      return client.trains.cut(asked, { signal });
    case 'trains hold':
      if (until === null) return fail('invalid', 'How long is missing: --for 2h. A hold ends by itself.', { field: 'for' });
      return client.trains.hold({ ...asked, until }, { signal });
    case 'trains release':
      return client.trains.release(asked, { signal });
    case 'trains conduct':
      return client.trains.conduct({ ...asked, until }, { signal });
    default:
      return client.trains.cancel(asked, { signal });
  }
}

export function noService(): Result<never> {
  return fail('invalid', 'A service is missing: --service NAME, as rcc trains show lists them.', { field: 'service' });
}

export function trainOf({ invocation }: DeskScene): string {
  return invocation.names[0] ?? '';
}

export async function answered({ terminal, invocation }: DeskScene, answer: Result<TrainPage>): Promise<Result<ExitCode>> {
  if (!answer.ok) return answer;
  await terminal.out(invocation.options.json ? jsonDocument(answer.value) : trainSheet(answer.value, terminal.paint));
  return ok(exitCodes.ok);
}
