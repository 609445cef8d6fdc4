import type { Failure } from '#shared/contract/result.ts';
import { carriedBy } from '#shared/domain/trains/carried.ts';
import type { CiDeployment } from '#shared/domain/trains/ci.ts';
import { decide, sameArtifact } from '#shared/domain/trains/decide.ts';
import type { TrainFacts } from '#shared/domain/trains/decision.ts';
import type { Change, Plan } from '#shared/domain/trains/events.ts';
import type { TimetableService } from '#shared/domain/trains/timetable.ts';
import type { Train } from '#shared/domain/trains/train.ts';
import type { Ports } from '../core.ts';
import { digestOf, type RunningNow } from './passenger.ts';
import type { RunningOf } from './running.ts';
import type { TrainStore } from './train-store.ts';

/** Nobody: what the desk does by the timetable. */
export const nobody = { name: 'desk', roles: [] };

export function factsNow(now: number, elsewhere: string | null = null): TrainFacts {
  return { now, who: nobody, elsewhere, standing: null, freezes: [] };
}

/** A deployment to the environment of the tests as a change that wants to travel. */
export function changeOf(service: string, plan: TimetableService, deployment: CiDeployment, all: readonly CiDeployment[]): Change {
  const digest = deployment.digest ?? (deployment.image === null ? null : digestOf(deployment.image));
  const named = deployment.image !== null && digestOf(deployment.image) !== null ? deployment.image : null;
  return {
    service,
    repository: plan.repository,
    version: deployment.version,
    commit: deployment.commit,
    image: named ?? (digest === null || plan.image === undefined ? null : `${plan.image}@${digest}`),
    digest,
    testedIn: plan.testedIn,
    testedDigest: testedDigest(deployment.commit, plan.testedIn, all),
    arrivedAt: arrivalOf(deployment),
    by: deployment.by,
    url: deployment.url,
  };
}

/** The first artifact of a commit that passed there: later ones of the same commit are rebuilds. */
export function testedDigest(commit: string, environment: string, deployments: readonly CiDeployment[]): string | null {
  const passed = deployments.filter(
    (one) => one.commit === commit && one.environment === environment && hasPassed(one) && one.digest !== null,
  );
  return passed.toSorted((one, other) => one.createdAt - other.createdAt)[0]?.digest ?? null;
}

/** GitHub calls a deployment inactive when a later one succeeded, and only one that had succeeded itself. */
function hasPassed({ state, words }: CiDeployment): boolean {
  return state === 'passed' || words === 'inactive';
}

/**
 * When it passed. Of one that was superseded only this is known: after it was made, before the later one passed. The later
 * instant is taken, so that nothing boards late on a guess.
 */
function arrivalOf({ updatedAt }: CiDeployment): number {
  return updatedAt;
}

/** What runs already has nowhere to go. */
export function runs({ image, version, commit }: RunningNow, change: Change): boolean {
  if (image === null) return false;
  const digest = digestOf(image);
  if (digest !== null && change.digest !== null) return digest === change.digest;
  return commit === null ? version === change.version : commit === change.commit;
}

export interface BoardingLook {
  /** What could not be asked, in words; empty: everything was. */
  readonly problems: readonly string[];
}

/** Puts aboard what CI has deployed to the tests since the last train, and notes what came too late. `trains`: all of them. */
export function createBoarding({ ci, clock }: Pick<Ports, 'ci' | 'clock'>, store: TrainStore, runningOf: RunningOf) {
  async function boardService(train: Train, others: readonly Train[], service: string, signal: AbortSignal): Promise<Failure | null> {
    const rule = train.plan.services[service];
    if (rule === undefined) return null;
    const answer = await ci.deployments(rule.repository, { environment: rule.testedIn }, signal);
    if (!answer.ok) return answer.error;
    const passed = answer.value.value
      .filter(hasPassed)
      .toSorted((one, other) => arrivalOf(other) - arrivalOf(one) || other.createdAt - one.createdAt);
    const changes = passed.map((deployment) => changeOf(service, rule, deployment, passed));
    const inTime = changes.find(({ arrivedAt }) => arrivedAt < train.plan.cutAt);
    const late = changes.filter(({ arrivedAt }) => arrivedAt >= train.plan.cutAt).at(-1);
    const running = await runningOf(rule, signal);
    for (const change of [inTime, late]) if (change !== undefined && !runs(running, change)) await board(train.plan, change, others);
    return null;
  }

  async function board(plan: Plan, change: Change, others: readonly Train[]): Promise<void> {
    const elsewhere = carriedBy(others, change);
    await store.decide(plan.id, (train) => {
      const aboard = train.aboard.some((one) => sameArtifact(one, change));
      return aboard
        ? { events: [], refusal: null }
        : decide(train, { do: 'board', change, byHand: false, reason: '' }, factsNow(clock.now(), elsewhere));
    });
  }

  return async (train: Train, trains: readonly Train[], signal: AbortSignal): Promise<BoardingLook> => {
    const others = trains.filter(({ plan }) => plan.id !== train.plan.id);
    const names = Object.keys(train.plan.services);
    const failures = await Promise.all(names.map(async (name) => ({ name, failure: await boardService(train, others, name, signal) })));
    const failed = failures.flatMap(({ name, failure }) => (failure === null ? [] : [{ name, failure }]));
    const [first] = failed;
    if (first === undefined) return { problems: [] };
    const whose = failed.length === names.length ? 'every service' : failed.map(({ name }) => name).join(', ');
    return { problems: [`CI could not be asked about ${whose}: ${first.failure.upstream?.text ?? first.failure.message}`] };
  };
}
