import { ok, type Result } from '#shared/contract/result.ts';
import type { TrainApproval } from '#shared/domain/trains/views.ts';
import { exitCodes } from '../exit-codes.ts';
import { jsonDocument } from '../output/json.ts';
import { table } from '../output/table.ts';
import type { DeskScene, DeskVerb } from '../scene.ts';
import { noService, trainOf } from './trains.ts';

/** `rcc trains approvals TRAIN`, and `approve` and `reject`: a reviewer's word to CI; then what still waits. */
export const approvalsVerb: DeskVerb = async (scene) => {
  const asked = await ask(scene);
  if (!asked.ok) return asked;
  const { terminal, invocation } = scene;
  if (invocation.options.json) await terminal.out(jsonDocument(asked.value));
  else if (asked.value.length === 0) terminal.note('No pipeline of this train waits for a reviewer.');
  else await terminal.out(table(['SERVICE', 'ENVIRONMENT', 'THIS DESK MAY', 'REVIEWERS', 'RUN'], asked.value.map(rowOf), terminal.paint));
  return ok(exitCodes.ok);
};

async function ask(scene: DeskScene): Promise<Result<readonly TrainApproval[]>> {
  const { client, invocation, signal } = scene;
  const { service, environment, reason } = invocation.options;
  if (invocation.verb === 'trains approvals') return client.trains.approvals({ train: trainOf(scene) }, { signal });
  if (service === null) return noService();
  const verdict = invocation.verb === 'trains approve' ? 'approved' : 'rejected';
  return client.trains.review({ train: trainOf(scene), service, environment, verdict, reason: reason ?? '' }, { signal });
}

function rowOf({ service, environment, mayApprove, reviewers, url }: TrainApproval): string[] {
  return [service, environment, mayApprove ? 'yes' : 'no', reviewers.join(', '), url];
}
