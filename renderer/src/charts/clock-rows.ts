import { type MarkName, markNames, type RollbackClock } from '#shared/domain/rollback/execution.ts';

export interface ClockRow {
  readonly name: MarkName;
  readonly look: 'reached' | 'running' | 'waiting' | 'missed' | 'absent';
  /** Seconds since held: measured, or still counting; null where nothing is known. */
  readonly seconds: number | null;
}

/**
 * The marks as rows. The first one that has not come yet is the one that runs; those after it wait. `elapsed` is seconds
 * since held while the act runs, null once it has ended: then nothing runs any more.
 */
export function clockRows(clock: RollbackClock, elapsed: number | null): ClockRow[] {
  let found = false;
  return markNames.map((name): ClockRow => {
    const mark = clock[name];
    if (mark.state === 'waiting' && !found && elapsed !== null) {
      found = true;
      return { name, look: 'running', seconds: elapsed };
    }
    return { name, look: mark.state, seconds: mark.state === 'waiting' || mark.state === 'absent' ? null : mark.seconds };
  });
}

const railSeconds = 75;

/** Where a second stands on the 200-unit rail: a square root, so that the first three seconds are a fifth of it. */
export function railX(seconds: number): number {
  return Math.round(200 * Math.sqrt(Math.min(1, Math.max(0, seconds) / railSeconds)) * 10) / 10;
}
