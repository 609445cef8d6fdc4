import type { Failure } from '#shared/contract/result.ts';
import {
  type CapacityFacts,
  type Judged,
  judgeBudget,
  judgeCapacity,
  judgeCi,
  judgeDigest,
  judgeDrill,
  judgeFreeze,
  judgeIncidents,
  unknown,
} from '#shared/domain/checklist/judge.ts';
import type { AutomaticCheck } from '#shared/domain/checklist/template.ts';
import { budgetLeft, freezesTouched } from '#shared/domain/policy/release-policy.ts';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import type { Passenger } from '#shared/domain/trains/views.ts';
import type { AuditReadModel } from '../audit/read-model.ts';
import type { Registry } from '../connections/read-model.ts';
import type { Ports } from '../core.ts';
import type { PolicyReadModel } from '../policy/read-model.ts';
import type { FleetReadModel } from '../rollouts/read-model.ts';
import { createKept } from './kept.ts';
import type { ChecklistSources, Manifest } from './manifest.ts';

export interface EvidenceNeeds {
  readonly ports: Pick<Ports, 'ci' | 'clock' | 'metrics' | 'timeZone'>;
  readonly registry: Pick<Registry, 'clusterOf'>;
  readonly fleet: Pick<FleetReadModel, 'latest'>;
  readonly audit: AuditReadModel;
  readonly sources: ChecklistSources;
  /** Answers are shared by all who look: nobody's going away cancels them, only the desk's end. */
  readonly stopping: AbortSignal;
}

/** What is the same for all passengers of one look. */
export interface Look {
  readonly manifest: Manifest;
  readonly policy: Awaited<ReturnType<PolicyReadModel['read']>>;
}

const readingMs = 5_000;
/** CI is asked seldom: its allowance is shared by the whole team. */
const ciMs = 15_000;
const rollbacksLooked = 1_000;

/** Asks the sources of each automatic check. What a source cannot say is unknown, in its own words. */
export function createEvidence({ ports, registry, fleet, audit, sources, stopping }: EvidenceNeeds) {
  const { ci, clock, metrics, timeZone } = ports;
  const checksKept = createKept<Awaited<ReturnType<typeof ci.checks>>>(clock, () => Math.max(ciMs, ci.health()?.periodMs ?? 0));
  const valuesKept = createKept<Awaited<ReturnType<typeof metrics.value>>>(clock, () => readingMs);
  const podsKept = createKept<Pick<CapacityFacts, 'pods' | 'why'>>(clock, () => readingMs);

  async function ciGreen(passenger: Passenger): Promise<Judged> {
    const health = ci.health();
    if (health === null) return unknown('No CI is configured: name one under ci in settings.json');
    const { repository, commit } = passenger;
    const answer = await checksKept(`${repository} ${commit}`, () => ci.checks(repository, commit, stopping));
    return answer.ok ? judgeCi(commit, answer.value.value, answer.value.at, health.source) : unknown(wordsOf(answer.error));
  }

  async function budget(passenger: Passenger, { policy }: Look): Promise<Judged> {
    if (!policy.ok || policy.value.policy === null) return unknown('policy.yaml cannot be understood');
    const rules = policy.value.policy.errorBudgets;
    const rule = Object.hasOwn(rules, passenger.service) ? rules[passenger.service] : undefined;
    if (rule === undefined) return unknown(`policy.yaml declares no error budget of ${passenger.service}`);
    const context = rule.context ?? passenger.legs[0]?.target.context;
    if (context === undefined) return unknown(`${passenger.service} has no region`);
    const answer = await valuesKept(`${context} ${rule.query}`, () => metrics.value(context, rule.query, stopping));
    if (!answer.ok) return unknown(wordsOf(answer.error));
    const { value, at, source } = answer.value;
    return judgeBudget(value === null ? null : budgetLeft(value, rule.objectivePercent), rule.objectivePercent, rule.window, at, source);
  }

  async function podsOf(target: Target): Promise<Pick<CapacityFacts, 'pods' | 'why'>> {
    const watched = fleet.latest(target);
    if (watched !== null) return capacityOf(watched.workload, watched.aliveAt);
    return podsKept(targetKey(target), async () => {
      const cluster = await registry.clusterOf(target.context);
      const read = cluster.ok ? await cluster.value.read(target, stopping) : cluster;
      return read.ok ? capacityOf(read.value, clock.now()) : { pods: null, why: wordsOf(read.error) };
    });
  }

  async function drilled({ legs }: Passenger, { policy }: Look): Promise<Judged> {
    const rollbacks = await audit.effectiveRollbacks(rollbacksLooked);
    const names = new Set(legs.map(({ target }) => `${target.namespace}/${target.kind}/${target.name}`));
    // A drill counts wherever it was held: the context is left aside.
    const last = rollbacks
      .filter(({ target }) => names.has(target.slice(target.indexOf('/') + 1)))
      .map(({ at, seq }) => ({ at: Date.parse(at), seq }))
      .toSorted((a, b) => b.at - a.at)[0];
    const maxAgeDays = policy.ok ? policy.value.policy?.drills.maxAgeDays : undefined;
    return maxAgeDays === undefined ? unknown('policy.yaml cannot be understood') : judgeDrill(last ?? null, clock.now(), maxAgeDays);
  }

  async function incidents({ legs }: Passenger): Promise<Judged> {
    const open = await sources.openIncidents();
    if (!open.ok) return unknown(wordsOf(open.error));
    const mine = new Set(legs.map(({ target }) => targetKey(target)));
    return judgeIncidents(
      open.value.filter(({ targets }) => targets.some((target) => mine.has(targetKey(target)))),
      clock.now(),
    );
  }

  return async (check: AutomaticCheck, passenger: Passenger, look: Look): Promise<Judged> => {
    const { manifest, policy } = look;
    switch (check) {
      case 'ci-green':
        return ciGreen(passenger);
      case 'digest-equal':
        return judgeDigest({ ...passenger, at: passenger.boardedAt });
      case 'no-freeze': {
        if (!policy.ok || policy.value.policy === null) return unknown('policy.yaml cannot be understood, so a freeze may be hidden in it');
        const from = Math.min(clock.now(), manifest.departsAt);
        const touched = freezesTouched(policy.value.freezes, passenger.service, from, Math.max(clock.now(), manifest.departsAt) + 1);
        return judgeFreeze(touched, clock.now(), (at) => wallText(at, timeZone));
      }
      case 'error-budget':
        return budget(passenger, look);
      case 'stable-capacity': {
        if (passenger.legs.length === 0) return unknown(`${passenger.service} has no region`);
        const regions = await Promise.all(passenger.legs.map(async ({ region, target }) => ({ region, ...(await podsOf(target)) })));
        return judgeCapacity(regions, 'cluster');
      }
      case 'rollback-drilled':
        return drilled(passenger, look);
      case 'no-open-incident':
        return incidents(passenger);
    }
  };
}

type Carrying = NonNullable<ReturnType<FleetReadModel['latest']>>['workload'];

/** The version that takes traffic back: its pods, of all that are asked for. */
function capacityOf(workload: Carrying, at: number): Pick<CapacityFacts, 'pods' | 'why'> {
  const stable = workload.versions.find(({ hash }) => hash === workload.stableHash);
  if (stable === undefined) return { pods: null, why: 'its stable ReplicaSet is not known' };
  return { pods: { desired: workload.replicas.desired, available: stable.available, label: stable.label, at }, why: '' };
}

function wordsOf({ message, upstream }: Failure): string {
  return upstream === undefined ? message : `${message} ${upstream.text}`;
}

function wallText(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
}
