import { fail, ok, type Result } from '../../contract/result.ts';
import { targetKey, type Target } from '../rollouts/target.ts';
import type { IncidentEvent } from './events.ts';
import type { Incident } from './incident.ts';
import { reviewProblem } from './review.ts';
import { timelineOf } from './timeline.ts';
import type { Review, Severity } from './views.ts';
import type { z } from 'zod';

/** What a person does to an incident. Times are epoch ms. */
export type IncidentCommand =
  | { readonly do: 'note'; readonly id: string; readonly text: string; readonly at: number | null }
  | { readonly do: 'annotate'; readonly entry: string; readonly text: string }
  | { readonly do: 'pin'; readonly entry: string; readonly pinned: boolean }
  | { readonly do: 'hide'; readonly entry: string; readonly hidden: boolean; readonly reason: string }
  | { readonly do: 'correctTime'; readonly entry: string; readonly at: number; readonly reason: string }
  | { readonly do: 'retitle'; readonly title: string; readonly severity: z.infer<typeof Severity> }
  | { readonly do: 'review'; readonly review: Review }
  | { readonly do: 'close'; readonly reason: string };

/**
 * What a command makes of an incident, or why it does not. A closed incident can still be worked on (noted, corrected, reviewed):
 * that is what reviews are for; only closing it again is refused.
 */
export function decide(
  incident: Incident,
  command: IncidentCommand,
  who: { by: string; auditId: string },
  now: number,
): Result<IncidentEvent[]> {
  switch (command.do) {
    case 'note': {
      const at = command.at ?? now;
      if (at > now) return fail('invalid', 'A note is about what was: its time lies in the future.', { field: 'at' });
      return ok([{ type: 'noted', id: command.id, text: command.text, at, ...who }]);
    }
    case 'retitle':
      return ok([{ type: 'retitled', title: command.title, severity: command.severity, ...who }]);
    case 'review': {
      const problem = reviewProblem(command.review);
      return problem === null
        ? ok([{ type: 'reviewed', review: command.review, ...who }])
        : fail('invalid', problem.message, { field: problem.field });
    }
    case 'close':
      if (incident.closed !== null) return fail('conflict', `${incident.id} is closed already, by ${incident.closed.by}.`);
      return ok([{ type: 'closed', reason: command.reason, ...who }]);
    default:
      return decideOnEntry(incident, command, who, now);
  }
}

function decideOnEntry(
  incident: Incident,
  command: Extract<IncidentCommand, { entry: string }>,
  who: { by: string; auditId: string },
  now: number,
): Result<IncidentEvent[]> {
  const { entry } = command;
  const found = timelineOf(incident).find(({ id }) => id === entry);
  if (found === undefined) return fail('not-found', `${incident.id} has no entry ${entry}.`, { field: 'entry' });
  switch (command.do) {
    case 'annotate':
      return ok([{ type: 'annotated', entry, text: command.text, ...who }]);
    case 'pin':
      return ok(found.pinned === command.pinned ? [] : [{ type: 'pinned', entry, pinned: command.pinned, ...who }]);
    case 'hide':
      if (command.hidden && found.source === 'audit' && command.reason === '')
        return fail('invalid', 'An entry of the audit log is hidden only with a reason. It stays in the log.', { field: 'reason' });
      return ok(found.hidden === command.hidden ? [] : [{ type: 'hid', entry, hidden: command.hidden, reason: command.reason, ...who }]);
    case 'correctTime':
      if (command.at > now) return fail('invalid', 'The corrected time lies in the future.', { field: 'at' });
      return ok([{ type: 'corrected', entry, at: command.at, reason: command.reason, ...who }]);
  }
}

/** The next free name. Two who take the same one meet at version 0 of its stream, where one of them wins. */
export function nextIncidentId(known: readonly string[]): string {
  const numbers = known.map((id) => Number(/^INC-(\d+)$/.exec(id)?.[1] ?? 0));
  return `INC-${Math.max(0, ...numbers) + 1}`;
}

/** The open incident that is about any of these targets, if there is one. */
export function openOn<T extends Pick<Incident, 'closed' | 'targets'>>(incidents: readonly T[], targets: readonly Target[]): T | null {
  const keys = new Set(targets.map(targetKey));
  return incidents.find(({ closed, targets: theirs }) => closed === null && theirs.some((target) => keys.has(targetKey(target)))) ?? null;
}
