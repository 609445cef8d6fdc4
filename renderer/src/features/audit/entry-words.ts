import { z } from 'zod';
import type { AuditEntry, OutcomeState } from '#shared/domain/audit/entry.ts';
import { ObjectState, RollbackClock } from '#shared/domain/rollback/execution.ts';
import { Write } from '#shared/domain/rollouts/action.ts';
import { Dial } from '#shared/domain/rollouts/figure.ts';
import type { GlyphName } from '../../components/glyph.tsx';

export interface ResultLook {
  readonly glyph: GlyphName;
  readonly state: 'healthy' | 'degraded' | 'stale' | 'unknown' | 'progressing' | null;
  readonly word: string;
}

const outcomes: Record<OutcomeState, ResultLook> = {
  effective: { glyph: 'healthy', state: 'healthy', word: 'effective' },
  done: { glyph: 'healthy', state: 'healthy', word: 'done' },
  sent: { glyph: 'degraded', state: 'degraded', word: 'sent, not effective' },
  refused: { glyph: 'no', state: null, word: 'refused' },
  failed: { glyph: 'degraded', state: 'degraded', word: 'failed' },
  unreachable: { glyph: 'stale', state: 'stale', word: 'unreachable' },
  unknown: { glyph: 'unknown', state: 'unknown', word: 'unknown: check' },
};

/** How an entry's result reads. `orphan`: an intent whose writer is gone and whose end nobody knows. */
export function resultLook(entry: AuditEntry, orphan: boolean): ResultLook {
  if (entry.outcome !== null) return outcomes[entry.outcome];
  if (orphan) return outcomes.unknown;
  if (entry.phase === 'observed') return { glyph: 'ok', state: null, word: 'seen later' };
  if (entry.phase === 'sent') return { glyph: 'ring', state: null, word: 'sent again' };
  return { glyph: 'ring', state: null, word: 'intent' };
}

/** `shop` of `context/namespace/Kind/name`; empty for anything else. */
export function targetSpace(target: string): string {
  const parts = target.split('/');
  return parts.length === 4 ? (parts[1] ?? '') : '';
}

export function targetName(target: string): string {
  return target.split('/').at(-1) ?? target;
}

const verbs: Record<string, string> = {
  'rollback.execute': 'Rollback of',
  'rollback.run': 'Rollback of',
  'rollouts.act': 'Action on',
  'connections.approve': 'Approval for',
  'connections.steerSandbox': 'Practice in the',
  'audit.checkpoint': 'Checkpoint of',
};

/** The verb of an entry's headline: the command's own word where the entry holds one. */
export function verbOf({ action, detail }: AuditEntry): string {
  const command = z.object({ action: z.string() }).safeParse(detail.command);
  if (command.success) {
    const word = command.data.action.replace('-', ' in ');
    return `${word.charAt(0).toUpperCase()}${word.slice(1)} of`;
  }
  return verbs[action] ?? action;
}

export interface Evidence {
  readonly writes: readonly Write[];
  readonly clock: RollbackClock | null;
  /** What the outcome did not know yet: metrics had not counted the traffic back. Empty where nothing was open. */
  readonly open: string;
  /** What stood on the screen when it was held. */
  readonly dial: Dial | null;
  /** The object when the intent was written. */
  readonly before: ObjectState | null;
  /** The object as last read while the act was followed. */
  readonly after: ObjectState | null;
}

/** The parts of an entry's detail the desk knows how to draw. The whole of it is shown as it was written, too. */
export function evidenceOf({ detail, outcome }: AuditEntry): Evidence {
  const clock = RollbackClock.safeParse(detail.clock).data ?? null;
  const open = outcome === 'effective' && clock?.traffic.state === 'waiting';
  return {
    writes: z.array(Write).safeParse(detail.writes).data ?? [],
    clock,
    open: open
      ? 'in the cluster. Its traffic was not seen back yet when this was written: what was seen later has an entry of its own'
      : '',
    dial: z.object({ dial: Dial }).safeParse(detail.plan).data?.dial ?? null,
    before: ObjectState.safeParse(detail.before).data ?? null,
    after: ObjectState.safeParse(detail.after).data ?? null,
  };
}
