import type { AuditEntry } from '../audit/entry.ts';
import type { WorkloadDetail } from '../rollouts/detail.ts';
import { deskManager, type FieldChange, isController, type UndatedChange } from '../rollouts/field-change.ts';
import type { Version } from '../rollouts/workload.ts';
import type { Seen } from './events.ts';
import type { Fact } from './fact.ts';
import { isOurWrite } from './our-writes.ts';
import { differencesOf } from './outside-differences.ts';
import { differenceFact, managerFact, revisionFact, revisionText } from './outside-words.ts';

/** The cluster keeps whole seconds, and a write is stamped before a controller acts on it. */
const slackMs = 3_000;
/** An act of ours explains what its object does within this time of the act. */
export const oursMs = 120_000;

/** No act of this desk writes these, so none explains that they changed. */
const neverOurs: ReadonlySet<string> = new Set(['spec.replicas', 'spec.strategy']);

/** What a look at a workload is compared with to find changes nobody made through this desk. */
export interface Look {
  readonly detail: WorkloadDetail;
  /** The look before, whoever made it; null at the first. */
  readonly before: Seen | null;
  /** Entries of our log about this workload. */
  readonly ours: readonly AuditEntry[];
  /** What is told of it already: a revision has come once, whoever takes its fields over later. */
  readonly told: Iterable<Fact>;
}

/**
 * Changes made by others: what managedFields name, revisions that no act of ours made, and differences between two looks that
 * no act of ours explains. One change told by several of these is one entry.
 */
export function outsideFacts(look: Look): Fact[] {
  const { detail, before, ours } = look;
  const byManagers = managerChanges(look);
  const left = new Set(byManagers);
  const claim = (object: string | null, field: string, from: number, to: number): FieldChange | null => {
    const nearest = (from + to) / 2;
    const [found] = byManagers
      .filter((change) => left.has(change) && change.at >= from && change.at <= to && (object === null || change.object === object))
      .filter((change) => owns(change, field))
      .sort((one, other) => Math.abs(one.at - nearest) - Math.abs(other.at - nearest));
    if (found !== undefined) left.delete(found);
    return found ?? null;
  };
  const revisions = newRevisions(look).map((version) => {
    const at = version.createdAt ?? 0;
    return revisionFact(detail.workload, version, claim(null, 'spec.template', at - slackMs, at + slackMs));
  });
  const differences = (before === null ? [] : differencesOf(detail, before, slackMs))
    .filter(({ field }) => neverOurs.has(field) || before === null || !explained(ours, before.at, detail.at))
    .flatMap((difference): Fact[] => {
      const { object, field } = difference;
      const change = claim(object, field, (before?.at ?? 0) - slackMs, detail.at + slackMs);
      const undated = change === null ? undatedOwner(detail.undated ?? [], object, field) : null;
      // An autoscaler that scales is a controller doing its work.
      return undated !== null && isController(undated.manager) ? [] : [differenceFact(detail, difference, change, undated)];
    });
  return [...revisions, ...differences, ...[...left].map((change) => managerFact(detail.workload, change, null))];
}

/**
 * Neither a controller's nor ours; what another desk wrote, whose log is not this one, is another's. A route's status is its gateway's
 * report; a workload's status can be a person's (abort, promote).
 */
function managerChanges({ detail: { workload, routes, changes = [] }, ours }: Look): FieldChange[] {
  const others = (change: FieldChange) => (change.manager === deskManager ? !isOurWrite(ours, change) : !isController(change.manager));
  const ofRoutes = routes.flatMap((route) => route.changes ?? []).filter(({ subresource }) => subresource === '');
  // A selector or a label that came with the object is no change of it.
  return [...changes, ...ofRoutes].filter((change) => others(change) && change.at > (workload.createdAt ?? 0) + slackMs);
}

/** Versions that came to be without us. */
function newRevisions({ detail: { workload }, ours, told }: Look): readonly Version[] {
  const known = [...told].filter(({ source }) => source === 'outside');
  return workload.versions.filter(
    (version) =>
      version.createdAt !== null &&
      version.createdAt > (workload.createdAt ?? 0) + slackMs &&
      !explained(ours, version.createdAt, version.createdAt) &&
      !known.some(({ at, text }) => at === version.createdAt && text.startsWith(revisionText(workload, version))),
  );
}

function explained(ours: readonly AuditEntry[], from: number, to: number): boolean {
  return ours.some(({ at, outcome }) => outcome !== 'refused' && Date.parse(at) >= from - oursMs && Date.parse(at) <= to + slackMs);
}

/** Whether a manager may have written a field: it owns it or something in it, or its list was cut short, or is not told. */
function owns({ fields }: Pick<FieldChange, 'fields'>, field: string): boolean {
  return (
    fields === undefined ||
    fields.some((path) => path === '…' || path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`))
  );
}

/** Who owns a field by a write the cluster did not stamp. Several may: then nobody is named. */
function undatedOwner(undated: readonly UndatedChange[], object: string, field: string): UndatedChange | null {
  const owners = undated.filter((change) => change.object === object && owns(change, field));
  return owners.length === 1 ? (owners[0] ?? null) : null;
}
