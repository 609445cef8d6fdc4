import { z } from 'zod';
import type { Prepared } from '#core/ports/cluster.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { Command, Write } from '#shared/domain/rollouts/action.ts';
import { sameTemplate, templateHash } from '#shared/domain/rollouts/template-hash.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import { restoreTemplate } from '../argo-rollouts/restore-template.ts';
import { rolloutWrites } from '../argo-rollouts/writes.ts';
import { ObjectMeta } from '../deployments/object-meta.ts';
import { objectPath, objectText } from '../deployments/paths.ts';
import { pickRevision } from '../deployments/pick-revision.ts';
import { sha256Hex } from '../system/sha256.ts';
import { deploymentUndo, templateUndo } from '../deployments/undo-writes.ts';
import { deploymentWrites } from '../deployments/writes.ts';
import type { ApiClient } from '../kubernetes/api-client.ts';
import { prepareImage } from './prepare-image.ts';
import { type FullReading, readFull } from './read-workload.ts';

const Templated = z.object({ metadata: ObjectMeta, spec: z.object({ template: z.unknown().optional() }) });

/** The exact requests of a command (see the Cluster port). An undo reads the object and its ReplicaSets anew. */
export async function prepare(client: ApiClient, workload: Workload, command: Command, signal: AbortSignal): Promise<Result<Prepared>> {
  if (command.action === 'undo') return await prepareUndo(client, workload.target, command.toRevision, signal);
  if (command.action === 'set-image') return await prepareImage(client, workload.target, command, signal);
  const now = client.clock.now();
  const writes = workload.target.kind === 'Rollout' ? rolloutWrites(workload, command, now) : deploymentWrites(workload, command, now);
  return writes.ok ? ok({ writes: writes.value, to: null }) : writes;
}

async function prepareUndo(client: ApiClient, target: Target, toRevision: number | null, signal: AbortSignal): Promise<Result<Prepared>> {
  const reading = await readFull(client, target, signal);
  if (!reading.ok) return reading;
  const { workload, replicaSets } = reading.value;
  if (target.kind === 'Deployment' && workload.paused) {
    return fail('refused-by-policy', `${target.name} is paused: Kubernetes undoes no paused Deployment. Resume it first.`);
  }
  const picked = pickRevision(workload, toRevision);
  if (!picked.ok) return picked;
  const { revision, hash, label } = picked.value;
  const templateOf = (version: string) => {
    const found = Templated.safeParse(replicaSets.find(({ slim }) => slim.hash === version)?.raw).data;
    return (
      found && { meta: found.metadata, template: restoreTemplate(found.spec.template, found.metadata.annotations?.[ephemeralMetadata]) }
    );
  };
  const goal = templateOf(hash);
  if (goal === undefined) return fail('not-found', `The ReplicaSet of revision ${revision} is gone.`);
  // Both from ReplicaSets: the API server fills those in with defaults, and a Rollout's own template not.
  const current = templateOf(workload.currentHash);
  if (current !== undefined && sameTemplate(current.template, goal.template)) {
    return fail('invalid', `${target.name} already asks for revision ${revision}, ${label}.`, { field: 'toRevision' });
  }
  const write = undoWrite(reading.value, goal.template, goal.meta.annotations ?? {});
  if (!write.ok) return write;
  return ok({ writes: [write.value], to: { revision, hash, label, templateHash: templateHash(goal.template, sha256Hex) } });
}

const ephemeralMetadata = 'rollout.argoproj.io/ephemeral-metadata';

function undoWrite(
  { workload, raw, referenced }: FullReading,
  template: unknown,
  annotations: Readonly<Record<string, string>>,
): Result<Write> {
  const { target, workloadRef } = workload;
  if (workloadRef !== null && workloadRef.kind !== 'Deployment') {
    return fail('unsupported', `${target.name} takes its template from ${workloadRef.kind} ${workloadRef.name}. Undo that one.`);
  }
  const owner: Target = workloadRef === null ? target : { ...target, kind: 'Deployment', name: workloadRef.name };
  const meta = Templated.safeParse(workloadRef === null ? raw : referenced).data?.metadata;
  if (meta === undefined) return fail('not-found', `${objectText(owner)} cannot be read, so its template cannot be replaced.`);
  const place = [objectPath(owner), objectText(owner), meta.resourceVersion, template] as const;
  // Through a workloadRef only the template is the Rollout's business.
  return ok(target.kind === 'Deployment' ? deploymentUndo(...place, meta.annotations ?? null, annotations) : templateUndo(...place));
}
