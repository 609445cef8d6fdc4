import type { StoredObject } from '../../../store/object-store.ts';
import { at } from '../objects/doc.ts';
import { type ColumnOf, nameColumn, text, wide } from './columns.ts';
import { age } from './duration.ts';
import { list, number, string } from './values.ts';

export const podColumns: readonly ColumnOf[] = [
  nameColumn,
  text(
    'Ready',
    (object) => `${statuses(object).filter((each) => at(each, 'ready') === true).length}/${list(at(object, 'spec', 'containers')).length}`,
  ),
  text('Status', podStatus),
  text('Restarts', restarts),
  text('Age', ({ metadata }, now) => age(metadata.creationTimestamp, now)),
  wide(text('IP', (object) => string(at(object, 'status', 'podIP')) || '<none>')),
  wide(text('Node', (object) => string(at(object, 'spec', 'nodeName')) || '<none>')),
  wide(text('Nominated Node', (object) => string(at(object, 'status', 'nominatedNodeName')) || '<none>')),
  wide(text('Readiness Gates', () => '<none>')),
];

function statuses(object: StoredObject): readonly unknown[] {
  return list(at(object, 'status', 'containerStatuses'));
}

/** The pod's phase, or why its container waits or ended; a pod on its way out is Terminating. */
function podStatus(object: StoredObject): string {
  if (object.metadata.deletionTimestamp) return 'Terminating';
  let reason = string(at(object, 'status', 'reason')) || string(at(object, 'status', 'phase'));
  for (const each of statuses(object)) {
    const waiting = string(at(each, 'state', 'waiting', 'reason'));
    const ended = at(each, 'state', 'terminated');
    if (waiting) reason = waiting;
    else if (ended) reason = string(at(ended, 'reason')) || `ExitCode:${number(at(ended, 'exitCode'))}`;
  }
  return reason || 'Unknown';
}

function restarts(object: StoredObject, now: number): string {
  const all = statuses(object);
  const count = all.reduce<number>((sum, each) => sum + number(at(each, 'restartCount')), 0);
  const last = all
    .map((each) => string(at(each, 'lastState', 'terminated', 'finishedAt')))
    .filter(Boolean)
    .toSorted()
    .at(-1);
  return count > 0 && last ? `${count} (${age(last, now)} ago)` : String(count);
}
