import type { WorkloadDetail } from '../rollouts/detail.ts';
import { deskManager, type FieldChange, type UndatedChange } from '../rollouts/field-change.ts';
import type { Version, Workload } from '../rollouts/workload.ts';
import { emptyFact, type Fact } from './fact.ts';
import { grainOf } from './order.ts';
import { objectOf, type SeenDifference } from './outside-differences.ts';
import { toolOf } from './tools.ts';

const noName = 'The cluster does not say who.';

export function revisionText(workload: Workload, { label }: Version): string {
  return `${objectOf(workload)} got version ${label} from outside the desk`;
}

/** A version that came to be without us, and the manager that wrote it where one is named. */
export function revisionFact(workload: Workload, version: Version, change: FieldChange | null): Fact {
  const { revision, hash, createdAt } = version;
  const text = `${revisionText(workload, version)}${withTool(change)}`;
  const what = `revision ${revision ?? '?'}, pod template ${hash}`;
  if (change !== null) return { ...managerFact(workload, change, `${what}. `), rev: 2, text, at: createdAt ?? change.at };
  return {
    ...blank(workload),
    id: `outside:${idOf(workload)}:revision:${hash}:${createdAt ?? 0}`,
    at: createdAt ?? 0,
    precisionMs: grainOf(createdAt ?? 0),
    text,
    detail: `${what}. ${noName}`,
  };
}

/** What reads otherwise than before: stamped by a manager, owned by one whose write has no time, or by nobody the cluster names. */
export function differenceFact(
  { workload, at }: WorkloadDetail,
  { object, text }: SeenDifference,
  change: FieldChange | null,
  undated: UndatedChange | null,
): Fact {
  if (change !== null) return { ...managerFact(workload, change, `${text}. `), rev: 1 };
  const named = undated === null ? '' : ` Manager ${placeOf(undated)}, a write the cluster does not stamp.`;
  return {
    ...blank(workload),
    id: `outside:${idOf(workload)}:${object}:${text}:${Math.floor(at / 1_000)}`,
    at,
    who: undated?.manager ?? null,
    text: `${object} changed outside the desk${withTool(undated)}`,
    detail: `${text}, seen between two looks.${named} ${noName}`,
  };
}

/** A manager's newest write. */
export function managerFact(workload: Workload, change: FieldChange, what: string | null): Fact {
  const { object, manager, operation, subresource, at, fields = [] } = change;
  const named = fields.length === 0 ? '' : `, ${fields.length === 1 ? 'field' : 'fields'} ${fields.join(', ')}`;
  return {
    ...blank(workload),
    id: `outside:${idOf(workload)}:${object}:${manager}:${operation}:${subresource}:${at}`,
    at,
    precisionMs: grainOf(at),
    who: manager,
    text: `${object} edited outside the desk${withTool(change)}`,
    detail: `${what ?? ''}manager ${placeOf(change)}${named}. ${noName}`,
  };
}

function withTool(change: Pick<FieldChange, 'manager' | 'subresource'> | null): string {
  const tool = change === null ? null : toolOf(change.manager, change.subresource);
  if (change?.manager === deskManager) return ', by another desk whose log is not this one';
  return tool === null ? '' : `, with ${tool}`;
}

function placeOf({ manager, operation, subresource }: UndatedChange): string {
  return `${manager}, ${operation}${subresource === '' ? '' : `, ${subresource}`}`;
}

function blank({ target }: Workload): Fact {
  return { ...emptyFact, source: 'outside', tone: 'outside', target };
}

function idOf({ target: { context, namespace } }: Workload): string {
  return `${context}/${namespace}`;
}
