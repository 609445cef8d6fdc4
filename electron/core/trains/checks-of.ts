import type { ChecklistItem } from '#shared/domain/checklist/views.ts';
import type { Passenger } from '#shared/domain/trains/views.ts';

type Checks = NonNullable<Passenger['checks']>;

/** Items of a service, and those of the whole train, which count for everybody aboard. Unknown is no pass. */
export function checksOf(items: readonly ChecklistItem[], service: string): Checks {
  const own = items.filter((item) => item.service === null || item.service === service);
  const count = (...states: ChecklistItem['state'][]) => own.filter(({ state }) => states.includes(state)).length;
  return {
    passed: count('passed'),
    waived: count('waived'),
    failed: count('failed', 'unknown'),
    waiting: count('waiting'),
    total: own.length,
    waivers: own.flatMap(({ id, title, state, waiver }) => (waiver === null || state !== 'waived' ? [] : [{ item: id, title, ...waiver }])),
  };
}
