import type { Mark, RollbackClock } from '#shared/domain/rollback/execution.ts';
import { durationText } from '../../lib/age-text.ts';

const phases = [
  ['accepted', 'Accepted'],
  ['weight', 'Weight back'],
  ['traffic', 'Traffic seen back'],
  ['normal', 'Its pods gone'],
] as const;

function sentence(word: string, mark: Mark): string[] {
  if (mark.state === 'missed') return [`${word}: did not happen in time.`];
  if (mark.state !== 'reached') return [];
  return [mark.seconds === null ? `${word}.` : `${word} after ${durationText(mark.seconds)}.`];
}

/** What the clock has to say so far, a sentence a phase, in the order of the phases: what does not count yet is not said. */
export function clockSaid(clock: RollbackClock): string[] {
  return phases.flatMap(([name, word]) => sentence(word, clock[name]));
}
