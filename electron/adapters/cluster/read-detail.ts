import { z } from 'zod';
import { type Failure, ok, type Result } from '#shared/contract/result.ts';
import type { Revision, VersionDifference, WorkloadDetail } from '#shared/domain/rollouts/detail.ts';
import { configMapNames } from '#shared/domain/rollouts/template-leaves.ts';
import { comparedVersions, differenceOf } from '#shared/domain/rollouts/version-difference.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import type { Version } from '#shared/domain/rollouts/workload.ts';
import { fieldChangesOf, undatedChangesOf } from '../deployments/field-changes.ts';
import { restoreTemplate } from '../argo-rollouts/restore-template.ts';
import type { ApiClient } from '../kubernetes/api-client.ts';
import { readRoutes } from '../routes/read-routes.ts';
import { configHashes } from './config-hashes.ts';
import { readEvents } from './events.ts';
import { type OwnedPod, readPods } from './pods.ts';
import { type FullReading, readFull } from './read-workload.ts';

const Templated = z.object({ spec: z.object({ template: z.unknown().optional() }) });

/** Everything the page shows. Without the object there is nothing; any other part that fails is a gap, and the rest stands. */
export async function readDetail(client: ApiClient, target: Target, signal: AbortSignal): Promise<Result<WorkloadDetail>> {
  const reading = await readFull(client, target, signal);
  if (!reading.ok) return reading;
  const { workload, raw, referenced, replicaSets } = reading.value;
  const gaps: WorkloadDetail['gaps'] = [];
  const orGap = <T>(part: string, result: Result<T>, empty: T): T => {
    if (result.ok) return result.value;
    gaps.push({ part, why: wordsOf(result.error) });
    return empty;
  };

  const hashes = replicaSets.flatMap(({ slim }) =>
    slim.desired > 0 || slim.ready > 0 || slim.hash === workload.currentHash ? [slim.hash] : [],
  );
  const [podAnswer, routeAnswer, difference] = await Promise.all([
    readPods(client, target, hashes, signal),
    readRoutes(client, workload, signal),
    readDifference(client, reading.value, signal),
  ]);
  const pods = orGap<readonly OwnedPod[]>('pods', podAnswer, []);
  const uids = new Set([workload.uid, ...replicaSets.map(({ slim }) => slim.uid), ...pods.map(({ uid }) => uid)]);
  const { events, cut } = orGap('events', await readEvents(client, target.namespace, uids, signal), { events: [], cut: false });
  if (cut) gaps.push({ part: 'events', why: `${target.namespace} has more events than were read; older ones may be missing` });
  return ok({
    workload,
    routes: [...orGap('routes', routeAnswer, [])],
    pods: pods.map(({ uid: _uid, leaving: _leaving, ...pod }) => pod).sort((one, other) => (one.name < other.name ? -1 : 1)),
    events,
    revisions: workload.versions.map((version) => revisionOf(version, reading.value, pods)),
    difference,
    changes: [raw, referenced].flatMap(fieldChangesOf),
    undated: [raw, referenced].flatMap(undatedChangesOf),
    gaps,
    at: client.clock.now(),
  });
}

function wordsOf(error: Failure): string {
  return error.upstream?.text ? `${error.message} ${error.upstream.text}` : error.message;
}

function revisionOf(version: Version, { replicaSets }: FullReading, pods: readonly OwnedPod[]): Revision {
  const changeCause = replicaSets.find(({ slim }) => slim.hash === version.hash)?.slim.changeCause ?? '';
  const imageIds = pods.filter((pod) => pod.hash === version.hash).flatMap((pod) => pod.images.map(({ imageId }) => imageId));
  return { ...version, changeCause, imageIds: [...new Set(imageIds)].filter((id) => id !== '') };
}

/** Between what is stable and what rolls out; once promoted, between the revision before and the current one. */
async function readDifference(
  client: ApiClient,
  { workload, replicaSets }: FullReading,
  signal: AbortSignal,
): Promise<VersionDifference | null> {
  const pair = comparedVersions(workload);
  if (pair === null) return null;
  const { from, to } = pair;
  const template = ({ hash }: Version) => {
    const raw = replicaSets.find(({ slim }) => slim.hash === hash)?.raw;
    return restoreTemplate(Templated.safeParse(raw).data?.spec.template, undefined);
  };
  const [before, after] = [template(from), template(to)];
  const names = [...new Set([...configMapNames(before), ...configMapNames(after)])];
  const hashes = await configHashes(client, workload.target.namespace, names, signal);
  return differenceOf({ label: from.label, template: before }, { label: to.label, template: after }, hashes);
}
