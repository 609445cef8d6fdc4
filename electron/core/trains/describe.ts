import type { CiRange } from '#shared/domain/trains/ci.ts';
import type { Change, Manifested, Plan } from '#shared/domain/trains/events.ts';
import type { Train } from '#shared/domain/trains/train.ts';
import type { Ports } from '../core.ts';
import { passengerOf } from './passenger.ts';
import type { RunningOf } from './running.ts';

/** Passengers with all that CI and cluster say of them. `problems`: what they did not say. */
export interface Described {
  readonly passengers: readonly Manifested[];
  readonly problems: readonly string[];
}

/** What lies between two commits never changes: it is asked once. */
export function createDescribe({ ci }: Pick<Ports, 'ci'>, runningOf: RunningOf) {
  const ranges = new Map<string, CiRange>();

  async function rangeOf(repository: string, from: string | null, to: string, signal: AbortSignal) {
    if (from === null) return { range: null, problem: '' };
    const key = `${repository} ${from} ${to}`;
    const known = ranges.get(key);
    if (known !== undefined) return { range: known, problem: '' };
    const answer = await ci.compare(repository, from, to, signal);
    if (!answer.ok) return { range: null, problem: answer.error.upstream?.text ?? answer.error.message };
    ranges.set(key, answer.value.value);
    return { range: answer.value.value, problem: '' };
  }

  async function one(change: Change, plan: Plan, past: readonly Train[], signal: AbortSignal) {
    const service = plan.services[change.service];
    const running = service === undefined ? { image: null, version: null, commit: null } : await runningOf(service, signal);
    const { range, problem } = await rangeOf(change.repository, running.commit, change.commit, signal);
    const counts = past.flatMap(({ manifest }) => manifest?.find((passenger) => passenger.service === change.service)?.changes ?? []);
    const passenger = passengerOf({ change, plan, running, range, past: counts });
    return { passenger, problem: problem === '' ? '' : `The changes of ${change.service} are not known: ${problem}` };
  }

  /** `past`: trains that ended, newest first. */
  return async (train: Train, past: readonly Train[], signal: AbortSignal): Promise<Described> => {
    const order = Object.keys(train.plan.services);
    const aboard = train.aboard.toSorted((a, b) => order.indexOf(a.service) - order.indexOf(b.service));
    const described = await Promise.all(aboard.map((change) => one(change, train.plan, past, signal)));
    return {
      passengers: described.map(({ passenger }) => passenger),
      problems: described.map(({ problem }) => problem).filter((problem) => problem !== ''),
    };
  };
}

export type DescribePassengers = ReturnType<typeof createDescribe>;
