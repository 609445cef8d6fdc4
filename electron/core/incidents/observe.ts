import type { Failure, Result } from '#shared/contract/result.ts';
import { raisedFact } from '#shared/domain/incidents/raised-fact.ts';
import { deploymentFact } from '#shared/domain/incidents/ci-facts.ts';
import type { Declared, Gap, Reading } from '#shared/domain/incidents/events.ts';
import type { Fact } from '#shared/domain/incidents/fact.ts';
import type { Observation } from '#shared/domain/incidents/gather.ts';
import type { Incident } from '#shared/domain/incidents/incident.ts';
import { oursMs } from '#shared/domain/incidents/outside-facts.ts';
import type { WorkloadDetail } from '#shared/domain/rollouts/detail.ts';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import type { Registry } from '../connections/read-model.ts';
import type { Ports } from '../core.ts';
import type { FleetReadModel } from '../rollouts/read-model.ts';
import type { TrainsForIncidents } from './declared.ts';
import { measure } from './measure.ts';

export interface ObserveNeeds {
  readonly ports: Pick<Ports, 'auditStore' | 'metrics' | 'clock' | 'ci'>;
  readonly registry: Pick<Registry, 'clusterOf'>;
  readonly fleet: Pick<FleetReadModel, 'raised'>;
  readonly trains: TrainsForIncidents;
}

const mostEntries = 1_000;

/** Asks every source about an incident, side by side. A source that does not answer is a gap and holds nobody up but its own part. */
export function createObserve({ ports, registry, fleet, trains }: ObserveNeeds) {
  const { auditStore, metrics, clock, ci } = ports;
  /** When this desk last looked at each target of an incident. */
  const looks = new Map<string, Map<string, number>>();

  async function readOne(target: Target, signal: AbortSignal): Promise<Result<WorkloadDetail>> {
    const cluster = await registry.clusterOf(target.context);
    return cluster.ok ? cluster.value.readDetail(target, signal) : cluster;
  }

  async function readAll(targets: readonly Target[], gaps: Gap[], signal: AbortSignal): Promise<WorkloadDetail[]> {
    const answers = await Promise.all(targets.map((target) => readOne(target, signal)));
    return answers.flatMap((answer, index) => {
      const target = targets[index];
      if (target === undefined) return [];
      if (!answer.ok) {
        gaps.push({ source: 'kubernetes', text: `${placeOf(target)}: ${wordsOf(answer.error)}` });
        return [];
      }
      for (const { part, why } of answer.value.gaps)
        if (part === 'events' || part === 'routes')
          gaps.push({ source: part === 'events' ? 'kubernetes' : 'route', text: `${part} of ${placeOf(target)}: ${why}` });
      return [answer.value];
    });
  }

  async function readAudit(incident: Incident, trainIds: readonly string[], gaps: Gap[]): Promise<Observation['audit']> {
    // What was written at the very beginning may be an act of ours from just before it.
    const since = new Date(incident.since - oursMs).toISOString();
    const asked = [
      ...incident.targets.map((target) => ({ name: targetKey(target), target })),
      { name: incident.id, target: null },
      ...trainIds.map((train) => ({ name: `train/${train}`, target: null })),
    ];
    const lists = await Promise.all(
      asked.map(async ({ name, target }) => ({ target, list: await auditStore.list({ target: name, since, limit: mostEntries }) })),
    );
    return lists.flatMap(({ target, list }) => {
      if (list.ok) return list.value.map((entry) => ({ entry, target }));
      gaps.push({ source: 'audit', text: wordsOf(list.error) });
      return [];
    });
  }

  async function readMetrics(
    incident: Incident,
    declared: readonly Declared[],
    details: readonly WorkloadDetail[],
    gaps: Gap[],
    signal: AbortSignal,
  ): Promise<Reading[]> {
    const own = new Set(incident.targets.map(targetKey));
    const elsewhere = declared
      .filter(({ targets }) => targets.some((target) => own.has(targetKey(target))))
      .flatMap(({ targets }) => targets.filter((target) => !own.has(targetKey(target))));
    const others = await readAll(elsewhere, [], signal);
    const readings = await Promise.all(
      [...details, ...others].map(async ({ workload }) => {
        const key = targetKey(workload.target);
        if (metrics.sourceOf(workload.target.context) === null) {
          gaps.push({ source: 'metrics', text: `No metric server is configured for the cluster ${workload.target.context}.` });
          return [];
        }
        const subject = incident.subjects.get(key) ?? null;
        if (subject === null && own.has(key)) return [];
        const one = { target: workload.target, subject, workload, known: incident.readings.get(key) ?? [], since: incident.since };
        const read = await measure({ metrics, now: clock.now() }, one, signal);
        if (read.ok) return read.value;
        gaps.push({ source: 'metrics', text: `${placeOf(workload.target)}: ${wordsOf(read.error)}` });
        return [];
      }),
    );
    return readings.flat();
  }

  async function readCi(incident: Incident, declared: readonly Declared[], gaps: Gap[], signal: AbortSignal): Promise<Fact[]> {
    if (ci.health() === null) return [];
    const own = new Set(incident.targets.map(targetKey));
    const asked = declared.flatMap(({ service, repository, targets }) => {
      const target = targets.find((one) => own.has(targetKey(one)));
      return repository === null || target === undefined ? [] : [{ service, repository, target }];
    });
    const answers = await Promise.all(asked.map(async (one) => ({ ...one, answer: await ci.deployments(one.repository, {}, signal) })));
    return answers.flatMap(({ service, repository, target, answer }) => {
      if (answer.ok) return answer.value.value.map((deployment) => deploymentFact(deployment, service, target));
      gaps.push({ source: 'ci', text: `${repository}: ${wordsOf(answer.error)}` });
      return [];
    });
  }

  return async (incident: Incident, signal: AbortSignal): Promise<Observation> => {
    const gaps: Gap[] = [];
    const lookedAt = new Map(looks.get(incident.id) ?? []);
    const [details, declared, about] = await Promise.all([
      readAll(incident.targets, gaps, signal),
      trains.declared(incident.targets),
      trains.about(incident.targets, incident.since),
    ]);
    const audit = await readAudit(incident, about.ok ? about.value.trains : [], gaps);
    if (!declared.ok) gaps.push({ source: 'train', text: wordsOf(declared.error) });
    if (!about.ok) gaps.push({ source: 'train', text: wordsOf(about.error) });
    const services = declared.ok ? declared.value : incident.declared;
    const [readings, deployments] = await Promise.all([
      readMetrics(incident, services, details, gaps, signal),
      readCi(incident, services, gaps, signal),
    ]);
    looks.set(incident.id, new Map([...lookedAt, ...details.map(({ workload, at }) => [targetKey(workload.target), at] as const)]));
    return {
      audit,
      details,
      lookedAt,
      readings,
      told: [
        ...(about.ok ? about.value.facts : []),
        ...deployments,
        ...incident.targets.flatMap((target) => fleet.raised(target).map((raised) => raisedFact(target, raised))),
      ],
      declared: declared.ok ? services : null,
      gaps: [...new Map(gaps.map((gap) => [`${gap.source} ${gap.text}`, gap])).values()].toSorted((one, other) =>
        one.text < other.text ? -1 : 1,
      ),
    };
  };
}

function placeOf({ name, context }: Target): string {
  return `${name}, cluster ${context}`;
}

function wordsOf({ message, upstream }: Failure): string {
  return upstream?.text ? `${message} ${upstream.text}` : message;
}
