import type { AuditEntry } from '../audit/entry.ts';
import type { WorkloadDetail } from '../rollouts/detail.ts';
import { type Target, targetKey } from '../rollouts/target.ts';
import { auditFact, leversOf } from './audit-facts.ts';
import { breachFacts } from './breach-facts.ts';
import { differenceAbout, newDifferences } from './difference-about.ts';
import { eventFact } from './event-facts.ts';
import type { Declared, Gap, IncidentEvent, Reading, Seen, Subject } from './events.ts';
import { type Fact, fuller } from './fact.ts';
import { differenceKey, type Incident } from './incident.ts';
import { isSame } from './same.ts';
import { seenOf } from './outside-differences.ts';
import { outsideFacts } from './outside-facts.ts';
import { weightFacts } from './weight-facts.ts';

/** What the sources said at one look. What could not be asked is a gap and simply missing here. */
export interface Observation {
  /** Entries of our log about the targets, their trains and the incident itself. */
  readonly audit: readonly { readonly entry: AuditEntry; readonly target: Target | null }[];
  readonly details: readonly WorkloadDetail[];
  /** When this desk looked at each target before, by targetKey: a look that saw nothing new is not recorded. */
  readonly lookedAt: ReadonlyMap<string, number>;
  readonly readings: readonly Reading[];
  /** CI deployments, sign-offs and what else comes told already. */
  readonly told: readonly Fact[];
  /** null: the timetable could not be read; what was declared stays. */
  readonly declared: readonly Declared[] | null;
  readonly gaps: readonly Gap[];
}

/**
 * What of an observation is news to an incident, as one event; null when nothing is. Two desks that look at the same things write
 * them once: whoever comes second finds them known.
 */
export function gather(incident: Incident, seen: Observation): Extract<IncidentEvent, { type: 'gathered' }> | null {
  const subjects = newSubjects(incident, seen.details);
  const known = { ...incident, subjects: new Map([...incident.subjects, ...subjects.map((one) => [targetKey(one.target), one] as const)]) };
  const readings = newReadings(incident, seen.readings);
  const declared = isSame(seen.declared ?? incident.declared, incident.declared) ? null : [...(seen.declared ?? [])];
  const levers = leversOf(seen.audit.map(({ entry }) => entry));
  const facts = newFacts(known, [
    ...seen.audit.filter(({ entry }) => !isOwn(entry)).map(({ entry, target }) => auditFact(entry, target, levers)),
    ...seen.details.flatMap((detail) => clusterFacts(incident, detail, seen)),
    ...breaches(known, readings, declared ?? incident.declared),
    ...seen.told,
  ]);
  const looks = seen.details.map(seenOf).filter((look) => !sameLook(incident.seen.get(targetKey(look.target)), look));
  const differences = newDifferences(
    incident.differences,
    seen.details.flatMap((detail) => {
      const subject = known.subjects.get(targetKey(detail.workload.target)) ?? null;
      return differenceAbout(detail, subject?.hash ?? null, incident.since) ?? [];
    }),
    differenceKey,
  );
  const gaps = isSame(seen.gaps, incident.gaps) ? null : [...seen.gaps];
  const cited = seen.audit.flatMap(({ entry: { auditId, seq, hash, phase, action } }) =>
    action.startsWith('incidents.') && phase === 'intent' && !incident.cited.has(auditId) ? [{ auditId, seq, hash }] : [],
  );
  const nothing =
    [facts, readings, looks, subjects, differences, cited].every(({ length }) => length === 0) && gaps === null && declared === null;
  return nothing ? null : { type: 'gathered', facts, readings, subjects, seen: looks, declared, gaps, differences, cited };
}

/** What was done to incidents shows as notes and marks; only its entries are cited. */
function isOwn({ action }: AuditEntry): boolean {
  return action.startsWith('incidents.');
}

/** Opened by hand: the version that is not the stable one when first seen is the one it is about, else the only one. */
function newSubjects({ targets, subjects }: Incident, details: readonly WorkloadDetail[]): Subject[] {
  return details.flatMap(({ workload: { target, currentHash, stableHash, versions } }) => {
    const key = targetKey(target);
    if (currentHash === '' || subjects.has(key) || !targets.some((one) => targetKey(one) === key)) return [];
    return [{ target, hash: currentHash, label: versions.find(({ hash }) => hash === currentHash)?.label ?? currentHash, stableHash }];
  });
}

function newReadings({ readings }: Incident, seen: readonly Reading[]): Reading[] {
  return seen.filter(({ target, from }) => !(readings.get(target) ?? []).some((known) => known.from <= from && from < known.to));
}

function clusterFacts(incident: Incident, detail: WorkloadDetail, { audit, lookedAt }: Observation): Fact[] {
  const { target } = detail.workload;
  const key = targetKey(target);
  const known = incident.seen.get(key) ?? null;
  const before = known === null ? null : { ...known, at: Math.max(known.at, lookedAt.get(key) ?? 0) };
  const events = detail.events.filter(({ object, type }) => type !== 'Normal' || !/^(Pod|ReplicaSet)\//.test(object));
  return [
    ...events.flatMap((event) => eventFact(event, target) ?? []),
    ...outsideFacts({
      detail,
      before,
      ours: audit.flatMap(({ entry }) => (entry.target === key ? [entry] : [])),
      told: incident.facts.values(),
    }),
    ...weightFacts(detail, before),
  ];
}

function breaches(
  { subjects, readings }: Pick<Incident, 'subjects' | 'readings'>,
  fresh: readonly Reading[],
  declared: readonly Declared[],
): Fact[] {
  return [...subjects].flatMap(([key, subject]) => {
    const all = [...(readings.get(key) ?? []), ...fresh.filter(({ target }) => target === key)];
    return breachFacts(subject, all, declared.find(({ targets }) => targets.some((target) => targetKey(target) === key)) ?? null);
  });
}

/** Facts of this incident's time that say more than what is known. */
function newFacts({ facts, since, closed }: Pick<Incident, 'facts' | 'since' | 'closed'>, told: readonly Fact[]): Fact[] {
  const fresh = new Map<string, Fact>();
  for (const fact of told) {
    if (fact.at < since || fact.at > (closed?.at ?? Number.POSITIVE_INFINITY)) continue;
    const known = fresh.get(fact.id) ?? facts.get(fact.id);
    if (known === undefined || (fuller(known, fact) === fact && !isSame(known, fact))) fresh.set(fact.id, fact);
  }
  return [...fresh.values()];
}

function sameLook(one: Seen | undefined, other: Seen): boolean {
  return one !== undefined && isSame({ ...one, at: 0 }, { ...other, at: 0 });
}
