import { momentText } from './occurrences.ts';
import type { Train } from './train.ts';
import { createZone, type Zone } from './zone.ts';

/** The zone of a train. Its timetable was checked when it opened: a zone that this platform has forgotten since reads as UTC. */
export function zoneOf(train: Pick<Train, 'plan'>): Zone {
  const zone = createZone(train.plan.rule.zone) ?? createZone('UTC');
  if (zone === null) throw new Error('Intl knows no UTC');
  return zone;
}

/** `24 Nov 13:00`, on the train's own clocks. */
export function momentIn(train: Pick<Train, 'plan'>, at: number): string {
  return momentText(zoneOf(train).toLocal(at));
}
