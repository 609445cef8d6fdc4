import type { Target } from '../rollouts/target.ts';
import type { Timetable } from '../trains/timetable.ts';
import type { Declared } from './events.ts';

/**
 * What a timetable declares, for the desk that reads it.
 * @param contextOf the context this desk uses for a place the file names
 */
export function declaredOf(timetable: Timetable, contextOf: (target: Target) => string): Declared[] {
  return Object.entries(timetable.services).map(([service, { targets, repository, revenuePerMinute, breach }]) => ({
    service,
    targets: targets.map(({ context, namespace, kind, name }) => {
      const target = { context, namespace, kind, name };
      return { ...target, context: contextOf(target) };
    }),
    repository,
    revenuePerMinute: revenuePerMinute?.amount ?? null,
    currency: revenuePerMinute?.currency ?? '',
    breach: breach ?? null,
    source: 'timetable.yaml',
  }));
}
