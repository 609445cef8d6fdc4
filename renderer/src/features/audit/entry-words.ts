import { z } from 'zod';
import type { AuditEntry, OutcomeState } from '#shared/domain/audit/entry.ts';
import { Act, ObjectState, RollbackClock } from '#shared/domain/rollback/execution.ts';
import { arePodsGone, standingOf, standingWord } from '#shared/domain/rollback/standing.ts';
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

/** What the log says after an outcome. */
export interface Later {
  /** The entry of what was seen later of the same act; null: none. */
  readonly observed: AuditEntry | null;
  /** Whether there would be one to see: a filter may leave it out. */
  readonly known: boolean;
  /** Epoch ms. */
  readonly now: number;
}

const Standing = Act.pick({ command: true, clock: true, after: true, routing: true, trafficSeen: true });
/** An act is followed for five minutes; what nobody wrote down by then was not seen. */
const followedMs = 6 * 60_000;

/** An effective rollback as its sheet calls it, from its outcome and what was seen later: nothing is written twice. */
function standingLook(entry: AuditEntry, { observed, known, now }: Later): ResultLook {
  const told = Standing.safeParse({ ...entry.detail, ...observed?.detail });
  if (!told.success) return outcomes.effective;
  const { clock } = told.data;
  const forgotten = observed === null && now - Date.parse(entry.at) > followedMs && clock.traffic.state === 'waiting';
  const act = {
    ...told.data,
    state: 'effective' as const,
    clock: forgotten ? { ...clock, traffic: { ...clock.traffic, state: 'missed' as const } } : clock,
  };
  const standing = standingOf(act);
  if (standing === null || standing === 'effective') return outcomes.effective;
  if (!known) return { ...outcomes.effective, word: 'effective in the cluster' };
  const word = (standingWord(act) ?? '').toLowerCase();
  if (standing === 'traffic-open') return { glyph: 'progressing', state: 'progressing', word };
  const unknown = act.trafficSeen === undefined || arePodsGone(act);
  return unknown ? { glyph: 'unknown', state: 'unknown', word } : { glyph: 'degraded', state: 'degraded', word };
}

/**
 * How an entry's result reads. `orphan`: an intent whose writer is gone and whose end nobody knows. `later`: what the log says
 * after it; left out, an outcome is the bare word that was written.
 */
export function resultLook(entry: AuditEntry, orphan: boolean, later?: Later): ResultLook {
  if (entry.outcome === 'effective' && later !== undefined) return standingLook(entry, later);
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
    open: open ? 'Effective in the cluster when this was written; its traffic was not seen back yet.' : '',
    dial: z.object({ dial: Dial }).safeParse(detail.plan).data?.dial ?? null,
    before: ObjectState.safeParse(detail.before).data ?? null,
    after: ObjectState.safeParse(detail.after).data ?? null,
  };
}
