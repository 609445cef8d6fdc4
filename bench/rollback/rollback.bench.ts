import { z } from 'zod';
import { controlPlaneVariable } from '../support/control-plane.ts';
import { jsonPatch, mergePatch } from '../support/raw-api.ts';
import { hashOf, healthyStatus, namespace, pausedStatus, rolloutPath, statusPath } from '../support/rollouts.ts';
import { type Bench, type BenchRow, percentileOfWhole } from '../row.ts';
import { setStage, type Stage } from './stage.ts';

const rounds = 100;
const warmUp = 5;

/** Both sides of one comparison, milliseconds a round. */
interface Samples {
  readonly ours: number[];
  readonly raw: number[];
}

/** Held with its plan on screen → accepted by the API server, the audit intent on disk in between, against the bare requests. */
export const bench: Bench = {
  name: 'rollback',
  needs: [controlPlaneVariable],
  async run() {
    const stage = await setStage();
    try {
      const abort = await interleaved(abortByDesk, abortRaw, stage);
      const undo = await interleaved(undoByDesk, await undoRaw(stage), stage);
      return [...rowsOf('rollback by abort', abort, 'raw PATCH'), ...rowsOf('rollback by undo', undo, 'raw GET and PATCH')];
    } finally {
      await stage.stop();
    }
  },
};

type Side = (stage: Stage, round: number) => Promise<number>;

async function interleaved(ours: Side, raw: Side, stage: Stage): Promise<Samples> {
  const samples: Samples = { ours: [], raw: [] };
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const sides = [async () => samples.ours.push(await ours(stage, round)), async () => samples.raw.push(await raw(stage, round))];
    // Neither side may always be the one that comes after the other's writes.
    for (const side of round % 2 === 0 ? sides : sides.reverse()) await side();
  }
  return { ours: samples.ours.slice(warmUp), raw: samples.raw.slice(warmUp) };
}

function rowsOf(name: string, { ours, raw }: Samples, against: string): BenchRow[] {
  const row = (label: string, p: number, atMost: number): BenchRow => {
    const [mine, bare] = [percentileOfWhole(ours, p), percentileOfWhole(raw, p)];
    return { name: `${name}, ${label}`, unit: 'ms', ours: mine, baseline: bare, ratio: mine / bare, limit: { atMost }, against };
  };
  return [row('p50', 0.5, 1.2), row('p99', 0.99, 1.5)];
}

const aborted = () => ({ abortedAt: new Date().toISOString().replace(/\.\d+/, ''), phase: 'Degraded', pauseConditions: null });

const abortByDesk: Side = async (stage) => {
  const took = await stage.rollBack({ lever: 'abort', toRevision: null }, () => stage.writeStatus(stage.ours, aborted()));
  await stage.writeStatus(stage.ours, pausedStatus(3));
  return took;
};

const abortRaw: Side = async (stage) => {
  await stage.hold();
  const from = Date.now();
  await stage.raw.send('PATCH', statusPath(stage.theirs), { status: { abort: true } }, mergePatch);
  const took = Date.now() - from;
  await stage.writeStatus(stage.theirs, aborted());
  await stage.writeStatus(stage.theirs, pausedStatus(3));
  return took;
};

/** To and fro between two revisions: each undo writes another template than the one that is there. */
const goalOf = (round: number) => (round % 2 === 0 ? 2 : 3);

const undoByDesk: Side = (stage, round) =>
  stage.rollBack({ lever: 'undo', toRevision: goalOf(round) }, () => settleOn(stage, stage.ours, goalOf(round)));

const Rollout = z.object({ metadata: z.object({ generation: z.number(), resourceVersion: z.string() }) });

/** What the controller writes once a version is promoted. */
async function settleOn(stage: Stage, name: string, revision: number): Promise<void> {
  const { metadata } = Rollout.parse(await stage.admin.send('GET', rolloutPath(name)));
  await stage.writeStatus(name, healthyStatus(revision, metadata.generation));
}

const ReplicaSet = z.object({
  spec: z.object({ template: z.looseObject({ metadata: z.looseObject({ labels: z.record(z.string(), z.string()) }) }) }),
});

async function undoRaw(stage: Stage): Promise<Side> {
  const templateOf = async (revision: number) => {
    const path = `/apis/apps/v1/namespaces/${namespace}/replicasets/${stage.theirs}-${hashOf(revision)}`;
    const { template } = ReplicaSet.parse(await stage.admin.send('GET', path)).spec;
    const { 'rollouts-pod-template-hash': _hash, ...labels } = template.metadata.labels;
    return { ...template, metadata: { labels } };
  };
  const templates = new Map([
    [2, await templateOf(2)],
    [3, await templateOf(3)],
  ]);
  return async (_stage, round) => {
    await stage.hold();
    const from = Date.now();
    const { metadata } = Rollout.parse(await stage.raw.send('GET', rolloutPath(stage.theirs)));
    const patch = [
      { op: 'test', path: '/metadata/resourceVersion', value: metadata.resourceVersion },
      { op: 'replace', path: '/spec/template', value: templates.get(goalOf(round)) },
    ];
    await stage.raw.send('PATCH', rolloutPath(stage.theirs), patch, jsonPatch);
    const took = Date.now() - from;
    await settleOn(stage, stage.theirs, goalOf(round));
    return took;
  };
}
