import type { WorkloadDetail } from '../rollouts/detail.ts';
import { percentText } from '../rollouts/words.ts';
import { currentVersion } from '../rollouts/workload.ts';
import type { Seen } from './events.ts';
import { emptyFact, type Fact } from './fact.ts';

/** Shares of traffic as the routes were read, where they are not what the look before read. The first look says where things stand. */
export function weightFacts({ workload, routes }: WorkloadDetail, before: Seen | null): Fact[] {
  const label = currentVersion(workload)?.label ?? workload.currentHash;
  return routes.flatMap(({ route, canaryPercent, at }): Fact[] => {
    const name = `${route.kind}/${route.name}`;
    const was = before?.routes[name] ?? null;
    if (canaryPercent === null || (before !== null && was === canaryPercent)) return [];
    return [
      {
        ...emptyFact,
        id: `route:${workload.target.context}/${route.namespace}/${name}:${canaryPercent}:${at}`,
        at,
        source: 'route',
        who: null,
        tone: canaryPercent === 0 ? 'good' : 'moving',
        text: `Weight read back: ${percentText(canaryPercent)} on ${label}`,
        detail: was === null ? name : `${name}, before ${percentText(was)}`,
        target: workload.target,
      },
    ];
  });
}
