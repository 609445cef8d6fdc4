import type { AuditEntry } from '../audit/entry.ts';
import type { WorkloadDetail } from '../rollouts/detail.ts';
import { deskManager, type FieldChange, isController } from '../rollouts/field-change.ts';
import { currentVersion, type Version, type Workload } from '../rollouts/workload.ts';
import type { Seen } from './events.ts';
import type { Fact } from './fact.ts';

/** The cluster keeps whole seconds, and a write is stamped before a controller acts on it. */
const slackMs = 3_000;
/** An act of ours explains what its object does within this time of the act. */
const oursMs = 120_000;
const noName = 'The cluster does not say who.';

/** What a look at a workload is compared with to find changes nobody made through this desk. */
export interface Look {
  readonly detail: WorkloadDetail;
  /** The look before, whoever made it; null at the first. */
  readonly before: Seen | null;
  /** Entries of our log about this workload. */
  readonly ours: readonly AuditEntry[];
}

/**
 * Changes made by others: what managedFields name, revisions that no act of ours made, and differences between two looks that
 * no act of ours explains. One change told by several of these is one entry.
 */
export function outsideFacts(look: Look): Fact[] {
  const byManagers = managerChanges(look.detail);
  const left = new Set(byManagers);
  const claim = (object: string | null, from: number, to: number): FieldChange | null => {
    const found = byManagers.find((change) => change.at >= from && change.at <= to && (object === null || change.object === object));
    if (found !== undefined) left.delete(found);
    return found ?? null;
  };
  const revisions = newRevisions(look).map((version) => {
    const at = version.createdAt ?? 0;
    return revisionFact(look.detail.workload, version, claim(null, at - slackMs, at + slackMs));
  });
  const differences = differencesOf(look).map(({ object, text }) =>
    differenceFact(look, object, text, claim(object, (look.before?.at ?? 0) - slackMs, look.detail.at + slackMs)),
  );
  return [...revisions, ...differences, ...[...left].map((change) => managerFact(look.detail.workload, change, null))];
}

/** Neither a controller's nor ours. A route's status is its gateway's report; a workload's status can be a person's (abort, promote). */
function managerChanges({ workload, routes, changes = [] }: WorkloadDetail): FieldChange[] {
  const others = ({ manager }: FieldChange) => manager !== deskManager && !isController(manager);
  const ofRoutes = routes.flatMap((route) => route.changes ?? []).filter(({ subresource }) => subresource === '');
  // A selector or a label that came with the object is no change of it.
  return [...changes, ...ofRoutes].filter((change) => others(change) && change.at > (workload.createdAt ?? 0) + slackMs);
}

/** Versions that came to be without us. */
function newRevisions({ detail: { workload }, ours }: Look): readonly Version[] {
  return workload.versions.filter(
    ({ createdAt }) => createdAt !== null && createdAt > (workload.createdAt ?? 0) + slackMs && !explained(ours, createdAt, createdAt),
  );
}

function explained(ours: readonly AuditEntry[], from: number, to: number): boolean {
  return ours.some(({ at, outcome }) => outcome !== 'refused' && Date.parse(at) >= from - oursMs && Date.parse(at) <= to + slackMs);
}

/** What the spec, or a route nobody else writes, says now and did not say at the look before. */
function differencesOf({ detail, before, ours }: Look): { object: string; text: string }[] {
  const { workload, routes, at } = detail;
  if (before === null || before.uid !== workload.uid || explained(ours, before.at, at)) return [];
  const object = objectOf(workload);
  const now = seenOf(detail);
  const found: { object: string; text: string }[] = [];
  // A version that is new is a revision and told as one; an older one that came back is not.
  const known = (currentVersion(workload)?.createdAt ?? Number.POSITIVE_INFINITY) < before.at - slackMs;
  if (now.templateHash !== before.templateHash && now.currentHash !== before.currentHash && known)
    found.push({ object, text: `version ${before.label} → ${now.label}` });
  if (now.replicas !== before.replicas) found.push({ object, text: `spec.replicas ${before.replicas} → ${now.replicas}` });
  if (now.paused !== before.paused) found.push({ object, text: `spec.paused ${before.paused} → ${now.paused}` });
  if (now.steps !== before.steps) found.push({ object, text: `steps ${before.steps || 'none'} → ${now.steps || 'none'}` });
  // The controller moves an owned route with its steps: a route that says something else than the controller was moved by another hand.
  const asked = workload.weights?.canary ?? null;
  for (const { route, canaryPercent } of routes) {
    const name = `${route.kind}/${route.name}`;
    const was = before.routes[name] ?? null;
    if (asked !== null && canaryPercent !== null && was !== null && canaryPercent !== was && canaryPercent !== asked && was === asked)
      found.push({ object: name, text: `canary ${was}% → ${canaryPercent}%, the controller asks for ${asked}%` });
  }
  return found;
}

function revisionFact(workload: Workload, { label, revision, hash, createdAt }: Version, change: FieldChange | null): Fact {
  const text = `${objectOf(workload)} got version ${label} from outside the desk`;
  const what = `revision ${revision ?? '?'}, pod template ${hash}`;
  if (change !== null) return { ...managerFact(workload, change, `${what}. `), rev: 2, text, at: createdAt ?? change.at };
  return {
    ...blank(workload),
    id: `outside:${idOf(workload)}:revision:${hash}:${createdAt ?? 0}`,
    at: createdAt ?? 0,
    text,
    detail: `${what}. ${noName}`,
  };
}

function differenceFact({ detail }: Look, object: string, text: string, change: FieldChange | null): Fact {
  const { workload, at } = detail;
  if (change !== null) return { ...managerFact(workload, change, `${text}. `), rev: 1 };
  return {
    ...blank(workload),
    id: `outside:${idOf(workload)}:${object}:${text}:${Math.floor(at / 1_000)}`,
    at,
    text: `${object} changed outside the desk`,
    detail: `${text}, seen between two looks. ${noName}`,
  };
}

function managerFact(
  workload: Workload,
  { object, manager, operation, subresource, at, fields = [] }: FieldChange,
  what: string | null,
): Fact {
  const place = subresource === '' ? '' : `, ${subresource}`;
  const named = fields.length === 0 ? '' : `, ${fields.length === 1 ? 'field' : 'fields'} ${fields.join(', ')}`;
  return {
    ...blank(workload),
    id: `outside:${idOf(workload)}:${object}:${manager}:${operation}:${subresource}:${at}`,
    at,
    who: manager,
    text: `${object} edited outside the desk`,
    detail: `${what ?? ''}manager ${manager}, ${operation}${place}${named}. ${noName}`,
  };
}

function blank({ target }: Workload): Fact {
  return {
    id: '',
    rev: 0,
    at: 0,
    source: 'outside',
    who: null,
    tone: 'outside',
    text: '',
    detail: null,
    target,
    audit: null,
    url: null,
    act: null,
  };
}

function objectOf({ target: { kind, name } }: Workload): string {
  return `${kind}/${name}`;
}

function idOf({ target: { context, namespace } }: Workload): string {
  return `${context}/${namespace}`;
}

/** What the next look is compared with. */
export function seenOf({ workload, routes, at }: Pick<WorkloadDetail, 'workload' | 'routes' | 'at'>): Seen {
  return {
    target: workload.target,
    at,
    uid: workload.uid,
    templateHash: workload.templateHash,
    currentHash: workload.currentHash,
    label: currentVersion(workload)?.label ?? workload.currentHash,
    replicas: workload.replicas.desired,
    paused: workload.paused,
    steps: workload.steps.map(({ text }) => text).join(', '),
    routes: Object.fromEntries(routes.map(({ route, canaryPercent }) => [`${route.kind}/${route.name}`, canaryPercent])),
  };
}
