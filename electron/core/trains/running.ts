import type { TimetableService } from '#shared/domain/trains/timetable.ts';
import { actingContext } from '../acting-context.ts';
import type { Registry } from '../connections/read-model.ts';
import type { Ports } from '../core.ts';
import { nothingKnown, type RunningNow, runningNow } from './passenger.ts';

const freshMs = 15_000;

/** What runs of a service where it goes first, asked again after a while. A cluster that does not answer is not known, never empty. */
export type RunningOf = (service: TimetableService, signal: AbortSignal) => Promise<RunningNow>;

export function createRunningOf({ ci, clock, clusters }: Pick<Ports, 'ci' | 'clock' | 'clusters'>, registry: Registry): RunningOf {
  const known = new Map<string, { at: number; answer: Promise<RunningNow> }>();

  async function ask({ targets, repository }: TimetableService, signal: AbortSignal): Promise<RunningNow> {
    const [first] = targets;
    if (first === undefined) return nothingKnown;
    const context = await actingContext(clusters, first.context);
    const { namespace, kind, name, container = null } = first;
    const cluster = await registry.clusterOf(context);
    const [workload, deployed] = await Promise.all([
      cluster.ok ? cluster.value.read({ context, namespace, kind, name }, signal) : cluster,
      ci.deployments(repository, {}, signal),
    ]);
    return workload.ok ? runningNow(workload.value, container, deployed.ok ? deployed.value.value : []) : nothingKnown;
  }

  return (service, signal) => {
    const key = JSON.stringify([service.repository, service.targets[0]]);
    const last = known.get(key);
    if (last !== undefined && clock.now() - last.at < freshMs) return last.answer;
    const answer = ask(service, signal);
    known.set(key, { at: clock.now(), answer });
    return answer;
  };
}
