import type { WorkloadDetail } from '../rollouts/detail.ts';
import { currentVersion, type Workload } from '../rollouts/workload.ts';
import type { Seen } from './events.ts';

/** What reads otherwise than at the look before: of which object, which field of it, and how. */
export interface SeenDifference {
  readonly object: string;
  readonly field: string;
  readonly text: string;
}

/** What the spec, or a route nobody else writes, says now and did not say at the look before. */
export function differencesOf(detail: WorkloadDetail, before: Seen, slackMs: number): SeenDifference[] {
  const { workload, routes } = detail;
  if (before.uid !== workload.uid) return [];
  const object = objectOf(workload);
  const now = seenOf(detail);
  const found: SeenDifference[] = [];
  // A version that is new is a revision and told as one; an older one that came back is not.
  const known = (currentVersion(workload)?.createdAt ?? Number.POSITIVE_INFINITY) < before.at - slackMs;
  if (now.templateHash !== before.templateHash && now.currentHash !== before.currentHash && known)
    found.push({ object, field: 'spec.template', text: `version ${before.label} → ${now.label}` });
  if (now.replicas !== before.replicas)
    found.push({ object, field: 'spec.replicas', text: `spec.replicas ${before.replicas} → ${now.replicas}` });
  if (now.paused !== before.paused) found.push({ object, field: 'spec.paused', text: `spec.paused ${before.paused} → ${now.paused}` });
  if (now.steps !== before.steps)
    found.push({ object, field: 'spec.strategy', text: `steps ${before.steps || 'none'} → ${now.steps || 'none'}` });
  // The controller moves an owned route with its steps: a route that says something else than the controller was moved by another hand.
  const asked = workload.weights?.canary ?? null;
  for (const { route, canaryPercent } of routes) {
    const name = `${route.kind}/${route.name}`;
    const was = before.routes[name] ?? null;
    if (asked !== null && canaryPercent !== null && was !== null && canaryPercent !== was && canaryPercent !== asked && was === asked)
      found.push({ object: name, field: 'spec', text: `canary ${was}% → ${canaryPercent}%, the controller asks for ${asked}%` });
  }
  return found;
}

export function objectOf({ target: { kind, name } }: Workload): string {
  return `${kind}/${name}`;
}

/** What the next look is compared with. */
export function seenOf({ workload, routes, at }: Pick<WorkloadDetail, 'workload' | 'routes' | 'at'>): Seen {
  return {
    target: workload.target,
    at,
    uid: workload.uid,
    templateHash: workload.templateHash,
    currentHash: workload.currentHash,
    label: currentVersion(workload)?.label ?? workload.currentHash,
    replicas: workload.replicas.desired,
    paused: workload.paused,
    steps: workload.steps.map(({ text }) => text).join(', '),
    routes: Object.fromEntries(routes.map(({ route, canaryPercent }) => [`${route.kind}/${route.name}`, canaryPercent])),
  };
}
