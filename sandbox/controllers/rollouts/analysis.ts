import { z } from 'zod';
import type { ObjectStore } from '../../store/object-store.ts';
import { analysisruns, analysistemplates } from '../../store/resources.ts';
import { jsonOf } from '../machinery/json-of.ts';
import { currentStep } from './canary-weight.ts';
import { type AnalysisRef, type RunStatus, rolloutKeys } from './rollout.ts';
import { isAborted, isFullyPromoted, revisionOf, type Turn } from './turn.ts';

const inconclusive = 'InconclusiveAnalysisRun';
const RunParts = z.looseObject({ phase: z.string().default(''), message: z.string().optional() });
const Metrics = z.looseObject({ metrics: z.array(z.json()).default([]) });

/** Starts the analysis a step (or the whole canary) asks for, follows it, and draws the consequence: abort, or pause. */
export function reconcileAnalysis(store: ObjectStore, turn: Turn): void {
  const { rollout } = turn;
  const running = !isAborted(turn) && rollout.status.promoteFull !== true && !isFullyPromoted(turn) && rollout.status.stableRS !== '';
  const index = rollout.status.currentStepIndex ?? 0;
  const step = currentStep(rollout);
  if (running && step?.analysis !== undefined) {
    turn.stepRun = follow(store, turn, step.analysis, 'Step', turn.stepRun, String(index));
    conclude(turn, turn.stepRun, 'Step-based analysis phase error/failed');
  } else if (turn.stepRun !== null) {
    if (isAborted(turn)) turn.stepRun = reread(store, turn, turn.stepRun);
    else turn.stepRun = null;
  }
  const background = rollout.canary?.analysis;
  if (running && background && index >= (background.startingStep ?? 0) && (step !== null || turn.backgroundRun !== null)) {
    turn.backgroundRun = follow(store, turn, background, 'Background', turn.backgroundRun, null);
    conclude(turn, turn.backgroundRun, 'Background analysis phase error/failed');
  } else if (turn.backgroundRun !== null) {
    terminate(store, turn, turn.backgroundRun.name);
    turn.backgroundRun = isFullyPromoted(turn) ? null : reread(store, turn, turn.backgroundRun);
  }
}

function conclude(turn: Turn, run: RunStatus, what: string): void {
  if (run.status === 'Failed' || run.status === 'Error') turn.abort = { words: `${what}: ${run.message ?? ''}` };
  if (run.status === 'Inconclusive' && turn.rollout.status.controllerPause !== true) turn.addPauses.push(inconclusive);
}

function follow(
  store: ObjectStore,
  turn: Turn,
  analysis: AnalysisRef,
  kind: 'Step' | 'Background',
  known: RunStatus | null,
  index: string | null,
): RunStatus {
  if (known !== null) return reread(store, turn, known, kind);
  const { rollout, hash } = turn;
  const { namespace } = rollout;
  const base = `${rollout.name}-${hash}-${revisionOf(turn)}${index === null ? '' : `-${index}`}`;
  let name = base;
  for (let attempt = 1; store.get(analysisruns, namespace, name) !== undefined; attempt += 1) name = `${base}.${attempt}`;
  const metrics = analysis.templates.flatMap(
    ({ templateName }) => Metrics.parse(store.get(analysistemplates, namespace, templateName)?.spec ?? {}).metrics,
  );
  const created = store.create(analysisruns, {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisRun',
    metadata: {
      name,
      namespace,
      labels: {
        ...rollout.matchLabels,
        'rollout-type': kind,
        [rolloutKeys.hashLabel]: hash,
        ...(index === null ? {} : { 'step-index': index }),
      },
      annotations: { [rolloutKeys.revision]: String(revisionOf(turn)) },
      ownerReferences: [
        {
          apiVersion: rollout.object.apiVersion,
          kind: 'Rollout',
          name: rollout.name,
          uid: rollout.object.metadata.uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: { args: jsonOf(analysis.args) ?? [], metrics },
  });
  return { name: created.ok ? created.object.metadata.name : name, status: '' };
}

function reread(store: ObjectStore, turn: Turn, known: RunStatus, kind?: string): RunStatus {
  const run = store.get(analysisruns, turn.rollout.namespace, known.name);
  if (run === undefined) return known;
  const { phase, message } = RunParts.parse(run.status ?? {});
  if (kind !== undefined && phase !== known.status) {
    const words = `${kind} Analysis Run '${known.name}' Status New: '${phase}' Previous: '${known.status}'`;
    const bad = phase === 'Failed' || phase === 'Error';
    turn.happenings.push({ type: bad ? 'Warning' : 'Normal', reason: `AnalysisRun${phase}`, message: words });
  }
  return { name: known.name, status: phase, ...(message === undefined ? {} : { message }) };
}

function terminate(store: ObjectStore, turn: Turn, name: string): void {
  const run = store.get(analysisruns, turn.rollout.namespace, name);
  if (run === undefined || run.spec?.['terminate'] === true) return;
  store.update(analysisruns, { ...run, spec: { ...run.spec, terminate: true } });
}
