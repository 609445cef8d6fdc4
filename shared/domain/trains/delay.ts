import type { Manifested } from './events.ts';

type Waiting = Pick<Manifested, 'service' | 'changes' | 'commits'>;

const isFix = /^(fix|hotfix|bugfix)\b|\b(fixes|security)\b/i;

/** What would wait if the train waited: services, changes, and how many of them are fixes by their titles. */
export function costOfDelay(passengers: readonly Waiting[]): string {
  if (passengers.length === 0) return 'Nobody is aboard: nothing would wait.';
  const unknown = passengers.filter(({ changes }) => changes === null).length;
  const changes = passengers.reduce((sum, passenger) => sum + (passenger.changes ?? 0), 0);
  const fixes = passengers.flatMap(({ commits }) => commits).filter(({ title }) => isFix.test(title)).length;
  const known = `${count(changes, 'change')} of ${count(passengers.length, 'service')}`;
  const more = unknown === 0 ? '' : `, those of ${unknown} not counted`;
  return `It would keep ${known} waiting${more}${fixes === 0 ? '' : `, ${fixes} of them ${fixes === 1 ? 'a fix' : 'fixes'}`}.`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
