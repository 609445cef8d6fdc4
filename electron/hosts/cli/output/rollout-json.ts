import type { RolloutPage, RolloutRow } from '#shared/contract/rollouts.ts';
import { ageSeconds, type Dial, isStale, type Needle } from '#shared/domain/rollouts/figure.ts';
import type { HealthView } from '#shared/domain/rollouts/version-health.ts';
import { currentVersion, stableVersion, type Version, type Workload } from '#shared/domain/rollouts/workload.ts';
import { iso } from './words.ts';

/** One row of `rollouts list --json`. `now` (epoch ms) is when the ages are counted. Times are ISO 8601. */
export function rowJson(row: RolloutRow, now: number): object {
  return {
    ...common(row.workload, row.dial, now),
    attention: attentionJson(row.attention),
    health: healthJson(row.health, now),
    at: iso(row.at),
  };
}

/** The object of `rollouts get --json`: a row, and everything else on the page. */
export function pageJson(page: RolloutPage, now: number): object {
  const { detail } = page;
  const { workload } = detail;
  const head = common(workload, page.dial, now);
  return {
    ...head,
    attention: attentionJson(page.attention),
    health: healthJson(page.health, now),
    at: iso(detail.at),
    steps: { ...stepsJson(workload), list: page.steps.map(({ endsAt, ...step }) => ({ ...step, endsAt: iso(endsAt) })) },
    disagreement: page.disagreement,
    role: page.role,
    silent: page.silent,
    routes: detail.routes.map(({ route, canaryPercent, note, at }) => ({ ...route, canaryPercent, note, at: iso(at) })),
    pods: detail.pods.map(({ startedAt, ...pod }) => ({ ...pod, startedAt: iso(startedAt) })),
    conditions: workload.conditions.map(({ at, ...condition }) => ({ ...condition, at: iso(at) })),
    events: detail.events.map(({ at, ...event }) => ({ ...event, at: iso(at) })),
    revisions: detail.revisions.map(({ createdAt, ...revision }) => ({ ...revision, createdAt: iso(createdAt) })),
    difference: detail.difference,
    availability: page.availability,
    gaps: detail.gaps,
    gitOps: workload.gitOps,
    labels: { owner: workload.owner },
  };
}

function common(workload: Workload, dial: Dial, now: number) {
  const { context, namespace, name, kind } = workload.target;
  const stable = versionJson(stableVersion(workload), workload.stableHash);
  const current = versionJson(currentVersion(workload), workload.currentHash);
  return {
    context,
    namespace,
    name,
    kind,
    uid: workload.uid,
    strategy: workload.strategy,
    phase: workload.phase,
    message: workload.message,
    generation: workload.generation,
    observedGeneration: workload.observedGeneration,
    dial: {
      requested: needleJson(dial.requested, now),
      accepted: needleJson(dial.accepted, now),
      observed: needleJson(dial.observed, now),
    },
    steps: stepsJson(workload),
    aborted: workload.aborted,
    abortedAt: iso(workload.abortedAt),
    paused: workload.paused || workload.pauseConditions.length > 0,
    pauseReasons: [...(workload.paused ? ['spec.paused'] : []), ...workload.pauseConditions.map((condition) => condition.reason)],
    images: current?.images.map((image) => image.image) ?? [],
    versions: { stable, current },
    replicas: workload.replicas,
  };
}

/** Exactly the four keys a script may rely on. */
function needleJson(needle: Needle, now: number) {
  return { percent: needle.percent, ageSeconds: tenths(ageSeconds(needle.at, now)), source: needle.source, note: needle.note };
}

/** Null: no metric server is configured. A figure that is null is unknown, never 0. */
function healthJson(health: HealthView | null, now: number) {
  if (health === null) return null;
  const { at, periodMs, ...rest } = health;
  return { ...rest, ageSeconds: tenths(ageSeconds(at, now)), stale: isStale(at, periodMs, now) };
}

function tenths(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10;
}

/** `index` counts steps already done; null while the controller has not said. */
function stepsJson(workload: Workload) {
  return { index: workload.currentStepIndex, total: workload.steps.length };
}

/** The hash alone where its ReplicaSet is not known. */
function versionJson(version: Version | undefined, hash: string) {
  if (version !== undefined) return { hash: version.hash, revision: version.revision, label: version.label, images: version.images };
  return hash === '' ? null : { hash, revision: null, label: '', images: [] };
}

function attentionJson({ since, ...attention }: RolloutRow['attention']) {
  return { ...attention, since: iso(since) };
}
