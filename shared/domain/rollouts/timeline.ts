import type { AuditEntry } from '../audit/entry.ts';
import { closesIntent } from '../audit/entry.ts';
import type { WorkloadDetail } from './detail.ts';
import { deskManager, type FieldChange, isController } from './field-change.ts';

/** Where a mark was read: each on the axis names it. */
export type TimelineSource = 'audit' | 'event' | 'ReplicaSet' | 'managedFields';

/** Something that happened to a workload, whoever did it. */
export interface TimelineMark {
  readonly key: string;
  /** Epoch ms. */
  readonly at: number;
  /** desk: an act on record here. cluster: its controllers. others: somebody else wrote the object. */
  readonly who: 'desk' | 'cluster' | 'others';
  readonly look: 'plain' | 'warning' | 'effective' | 'open' | 'failed';
  readonly text: string;
  /** What stands behind it, in full: object, reason, whole message. */
  readonly more: string;
  readonly source: TimelineSource;
  /** How often, for an event that repeats. */
  readonly count: number;
}

type Facts = Pick<WorkloadDetail, 'events' | 'revisions' | 'routes' | 'changes'>;

/** Two clocks and whole seconds of managedFields lie between an act on record and the write it made. */
const sameWriteMs = 5_000;

/**
 * Our acts and everybody else's on one axis, newest first: the audit log's entries of this workload, the cluster's events,
 * new revisions, and writes by anybody who is neither a controller nor an act on record here.
 */
export function timelineOf(detail: Facts, entries: readonly AuditEntry[]): TimelineMark[] {
  const acts = actMarks(entries);
  const marks = [...acts, ...eventMarks(detail), ...revisionMarks(detail), ...changeMarks(detail, acts)];
  return marks.toSorted((one, other) => other.at - one.at || (one.key < other.key ? -1 : 1));
}

function actMarks(entries: readonly AuditEntry[]): TimelineMark[] {
  return entries
    .filter(({ phase }) => phase === 'intent')
    .map((intent): TimelineMark => {
      const end = entries.find(({ auditId, phase }) => auditId === intent.auditId && closesIntent(phase));
      const outcome = end === undefined ? 'open' : end.outcome === 'sent' ? 'sent, not effective' : (end.outcome ?? 'unknown');
      const look = end === undefined ? 'open' : end.outcome === 'effective' || end.outcome === 'done' ? 'effective' : 'failed';
      const reason = intent.reason === '' ? '' : `: ${intent.reason}`;
      return {
        key: `audit ${intent.auditId}`,
        at: Date.parse(intent.at),
        who: 'desk',
        look,
        text: `${verbOf(intent)}, ${outcome}. ${intent.actor.name}${reason}`,
        more: `${intent.action} by ${intent.actor.name}${reason}. Audit entry ${intent.seq}${end === undefined ? '' : ` and ${end.seq}`}`,
        source: 'audit',
        count: 1,
      };
    });
}

/** `Abort` of a `rollback.execute` whose command was an abort, `Promote` of `rollouts.promote`. */
function verbOf({ action, detail }: AuditEntry): string {
  const command = detail['command'];
  const asked = typeof command === 'object' && command !== null && 'action' in command ? command['action'] : undefined;
  const word = typeof asked === 'string' ? asked : (action.split('.').at(-1) ?? action);
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

function eventMarks({ events }: Facts): TimelineMark[] {
  return events.flatMap(({ uid, type, reason, message, object, count, at }) =>
    at === null
      ? []
      : [
          {
            key: `event ${uid}`,
            at,
            who: 'cluster' as const,
            look: type === 'Warning' ? ('warning' as const) : ('plain' as const),
            text: message === '' ? reason : message,
            more: `${object} ${reason}: ${message}`,
            source: 'event' as const,
            count,
          },
        ],
  );
}

function revisionMarks({ revisions }: Facts): TimelineMark[] {
  return revisions.flatMap(({ revision, hash, label, createdAt, changeCause }) =>
    createdAt === null
      ? []
      : [
          {
            key: `revision ${hash}`,
            at: createdAt,
            who: 'cluster' as const,
            look: 'plain' as const,
            text: `Revision ${revision ?? '?'} is new: ${label}`,
            more: [`ReplicaSet of pod hash ${hash}, created`, changeCause].filter((part) => part !== '').join('. '),
            source: 'ReplicaSet' as const,
            count: 1,
          },
        ],
  );
}

function changeMarks({ changes = [], routes }: Facts, acts: readonly TimelineMark[]): TimelineMark[] {
  const all = [...changes, ...routes.flatMap((route) => route.changes ?? [])];
  const isOnRecord = ({ at }: FieldChange) => acts.some((act) => Math.abs(act.at - at) < sameWriteMs);
  return all
    .filter((change) => !isController(change.manager) && !(change.manager === deskManager && isOnRecord(change)))
    .map((change): TimelineMark => {
      const part = change.subresource === '' ? change.object : `${change.object} ${change.subresource}`;
      const desk = change.manager === deskManager;
      return {
        key: `field ${change.object} ${change.manager} ${change.operation} ${change.subresource}`,
        at: change.at,
        who: 'others',
        look: 'plain',
        text: desk ? `${part} written by a desk whose log is not this one` : `${part} written by ${change.manager}`,
        more: `${change.manager}, ${change.operation}, its newest write. The cluster names the program, not the person`,
        source: 'managedFields',
        count: 1,
      };
    });
}
