import type { Result } from '#shared/contract/result.ts';
import type { Act } from '#shared/domain/rollback/execution.ts';
import { chooseLever } from '#shared/domain/rollback/choose-lever.ts';
import type { Command } from '#shared/domain/rollouts/action.ts';
import { isFullyPromoted, isObserved, type Workload } from '#shared/domain/rollouts/workload.ts';
import type { LegStep } from '#shared/domain/trains/events.ts';
import { type BreachReading, judgeLeg } from '#shared/domain/trains/judge-leg.ts';
import { ranText } from '#shared/domain/trains/ran.ts';
import type { LegNow, Train } from '#shared/domain/trains/train.ts';
import type { HealthReading } from '#shared/domain/rollouts/version-health.ts';
import type { VersionHealth } from '../ports/metrics.ts';
import type { Registry } from '../connections/read-model.ts';
import type { Ports } from '../core.ts';
import { carries, type DoLegAct } from './leg-act.ts';

const sendMs = 5 * 60_000;
const actMs = 120_000;
const metricsMs = 5_000;
const readingsKept = 100;
const backTries = 3;
const backPauseMs = 5_000;
/** A cluster is called unseen only after it has not answered so often in a row. */
const missesAllowed = 3;

/** What a leg's driver tells the train. */
export interface LegReports {
  step(leg: LegNow, change: Partial<LegStep>): Promise<void>;
  bad(leg: LegNow, reason: string, takeBack: boolean): Promise<void>;
}

export interface LegDriverNeeds {
  readonly ports: Pick<Ports, 'clock' | 'metrics'>;
  readonly registry: Pick<Registry, 'clusterOf'>;
  readonly act: DoLegAct;
  readonly reports: LegReports;
  readonly stopping: AbortSignal;
}

/** One passenger in one region: starts it, watches it, gives it the word, takes it back. Keeps nothing a restart would miss. */
export function createLegDriver({ ports, registry, act, reports, stopping }: LegDriverNeeds) {
  const { clock, metrics } = ports;
  const readings: BreachReading[] = [];
  let askedMetricsAt = Number.NEGATIVE_INFINITY;
  let lastHealth: VersionHealth | null = null;
  let misses = 0;
  let busy: Promise<void> | null = null;
  let back: Promise<void> | null = null;

  const imageOf = ({ manifest }: Train, { service }: LegNow) => manifest?.find((passenger) => passenger.service === service)?.image ?? '';

  async function read(leg: LegNow): Promise<Result<Workload>> {
    const cluster = await registry.clusterOf(leg.target.context);
    return cluster.ok ? cluster.value.read(leg.target, stopping) : cluster;
  }

  async function send(train: Train, leg: LegNow): Promise<void> {
    await reports.step(leg, { state: 'sending', text: 'the new image is being sent' });
    const command: Command = { action: 'set-image', image: imageOf(train, leg), container: leg.container };
    const { by = '', reason = '', auditId = '' } = train.departed ?? {};
    const done = await act({
      action: 'trains.set-image',
      target: leg.target,
      command,
      by,
      reason,
      train: train.plan.id,
      wordOf: auditId,
      timeoutMs: sendMs,
    });
    if (done.ok) await reports.step(leg, { auditId: done.value.auditId });
    await judgeAct(leg, done, 'The new image');
  }

  async function giveWord(train: Train, leg: LegNow, { paused }: Workload): Promise<void> {
    const { by = '', reason = '', auditId = '' } = leg.word ?? {};
    const command: Command = { action: paused ? 'resume' : 'promote' };
    await reports.step(leg, { state: 'rolling', text: `${leg.step.text}; ${by} gave the word` });
    const done = await act({
      action: `trains.${command.action}`,
      target: leg.target,
      command,
      by,
      reason,
      train: train.plan.id,
      wordOf: auditId,
      timeoutMs: actMs,
    });
    if (done.ok) await reports.step(leg, { auditId: done.value.auditId });
    await judgeAct(leg, done, 'The promotion');
  }

  /** An act that is not seen effective is bad; what never left this desk need not be taken back. */
  async function judgeAct(leg: LegNow, done: Result<Act>, what: string): Promise<void> {
    if (stopping.aborted) return;
    if (!done.ok) return reports.bad(leg, `${what} could not be sent: ${done.error.message}`, what !== 'The new image');
    const { state, missing, error, sent } = done.value;
    if (state === 'effective') return;
    const why = error?.upstream?.text ?? error?.message ?? missing;
    await reports.bad(
      leg,
      `${what} is ${state === 'sent' ? 'not effective in time' : state}: ${why}`,
      sent > 0 || what !== 'The new image',
    );
  }

  async function watch(train: Train, leg: LegNow): Promise<void> {
    const workload = await read(leg);
    if (!workload.ok) {
      misses += 1;
      if (misses >= missesAllowed && busy === null) await reports.step(leg, { state: 'unknown', text: workload.error.message });
      return;
    }
    misses = 0;
    const rule = train.plan.services[leg.service]?.breach;
    if (rule !== undefined) await measure(leg, workload.value);
    const image = imageOf(train, leg);
    const seen = judgeLeg(workload.value, image, rule, readings, clock.now());
    // While the request is on its way the spec may still hold the version before.
    if (busy !== null && seen.state === 'bad' && !seen.takeBack) return;
    if (busy === null && leg.step.state === 'sending' && !carries(workload.value, image)) {
      if (train.halted === null) return start(() => send(train, leg));
      return reports.step(leg, { state: 'left-alone', text: 'the train was halted before its image was sent' });
    }
    if (seen.state === 'bad') return reports.bad(leg, seen.text, seen.takeBack);
    if (busy !== null && leg.step.state === 'rolling' && seen.state === 'baking') return;
    if (leg.word !== null && leg.step.state === 'baking' && seen.state === 'baking' && seen.text === leg.step.text)
      return busy === null ? start(() => giveWord(train, leg, workload.value)) : undefined;
    if (!carries(workload.value, image)) return;
    const text = seen.state === 'arrived' ? `${seen.text}; ${await ran(train, leg, image)}` : seen.text;
    await reports.step(leg, { state: seen.state, text, weight: seen.weight });
  }

  /** What the pods of a passenger that arrived run, beside what was tested. */
  async function ran({ manifest }: Train, leg: LegNow, image: string): Promise<string> {
    const tested = manifest?.find(({ service }) => service === leg.service)?.testedDigest ?? null;
    const cluster = await registry.clusterOf(leg.target.context);
    const detail = cluster.ok ? await cluster.value.readDetail(leg.target, stopping) : cluster;
    return detail.ok ? ranText(detail.value.pods, detail.value.workload.currentHash, image, tested) : detail.error.message;
  }

  async function measure(leg: LegNow, { currentHash, stableHash }: Workload): Promise<void> {
    if (currentHash === '' || metrics.sourceOf(leg.target.context) === null || clock.monotonic() - askedMetricsAt < metricsMs) return;
    askedMetricsAt = clock.monotonic();
    const answer = await metrics.versionHealth(leg.target, [currentHash, stableHash], stopping);
    const figures = answer.ok ? answer.value.byHash.get(currentHash) : undefined;
    if (!answer.ok || figures === undefined) return;
    lastHealth = answer.value;
    readings.push({ at: answer.value.at, requestsPerSecond: figures.requestsPerSecond, errorPercent: figures.errorPercent });
    if (readings.length > readingsKept) readings.shift();
  }

  async function takeBack(train: Train, leg: LegNow): Promise<void> {
    await reports.step(leg, { state: 'rolling-back', text: 'being taken back' });
    let why = '';
    for (let attempt = 0; attempt < backTries && !stopping.aborted; attempt += 1) {
      if (attempt > 0) await clock.sleep(backPauseMs, stopping);
      const ended = await goBack(train, leg);
      if (ended.back) return reports.step(leg, { state: 'rolled-back', text: ended.text, weight: 0 });
      why = ended.text;
    }
    if (!stopping.aborted) await reports.step(leg, { state: 'unknown', text: `It could not be taken back: ${why}` });
  }

  async function goBack(train: Train, leg: LegNow): Promise<{ back: boolean; text: string }> {
    const workload = await read(leg);
    if (!workload.ok) return { back: false, text: workload.error.message };
    if (!carries(workload.value, imageOf(train, leg)))
      return { back: true, text: 'its spec does not hold what the train brought any more' };
    if (workload.value.aborted && isObserved(workload.value)) return { back: true, text: 'aborted: stable has the traffic' };
    const { choice, why } = chooseLever(workload.value, null, null);
    if (choice === null) return { back: false, text: why };
    const done = await actBack(train, leg, choice.command);
    if (!done.ok) return { back: false, text: done.error.message };
    if (done.value.state !== 'effective') return { back: false, text: done.value.missing };
    await reports.step(leg, { auditId: done.value.auditId });
    return choice.command.action === 'undo' ? finishUndo(train, leg) : { back: true, text: 'aborted: stable has the traffic' };
  }

  /** An undo of a canary replays its steps: the way back waits for nobody. */
  async function finishUndo(train: Train, leg: LegNow): Promise<{ back: boolean; text: string }> {
    const workload = await read(leg);
    if (!workload.ok) return { back: false, text: workload.error.message };
    const text = 'undone: the version before has the traffic';
    if (leg.target.kind === 'Deployment' || isFullyPromoted(workload.value)) return { back: true, text };
    const done = await actBack(train, leg, { action: 'promote-full' });
    if (!done.ok) return { back: false, text: done.error.message };
    return done.value.state === 'effective' ? { back: true, text } : { back: false, text: done.value.missing };
  }

  function actBack({ halted, plan }: Train, { target }: LegNow, command: Command): Promise<Result<Act>> {
    const { by = 'desk', reason = '' } = halted ?? {};
    return act({
      action: 'trains.rollback',
      target,
      command,
      by,
      reason,
      train: plan.id,
      wordOf: '',
      timeoutMs: actMs,
      health: healthSeen(target),
    });
  }

  /** What this driver knew of the versions when it decided; a train without a declared breach does not measure. */
  function healthSeen({ context }: LegNow['target']): HealthReading {
    if (metrics.sourceOf(context) === null) return null;
    return lastHealth ?? { why: 'not measured by the train' };
  }

  async function start(work: () => Promise<void>): Promise<void> {
    busy = work().finally(() => {
      busy = null;
    });
    // Not awaited: the leg is watched while its act is on its way.
    busy.catch(() => undefined);
  }

  return {
    /** One look and what follows from it. */
    async turn(train: Train, leg: LegNow, mayStart: boolean): Promise<void> {
      const { state } = leg.step;
      if (train.halted?.rollBack.includes(leg.service) === true) {
        if (state === 'waiting' || state === 'left-alone' || state === 'rolled-back' || back !== null) return;
        back = takeBack(train, leg);
        back.catch(() => undefined);
        return;
      }
      if (state === 'waiting') return mayStart && busy === null ? start(() => send(train, leg)) : undefined;
      if (state === 'sending' || state === 'rolling' || state === 'baking' || state === 'unknown') await watch(train, leg);
    },
    settled: async () => void (await Promise.allSettled([busy, back])),
  };
}

export type LegDriver = ReturnType<typeof createLegDriver>;
