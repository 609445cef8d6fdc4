import type { ObjectStore, Resource, StoredObject } from '../../store/object-store.ts';
import { httproutes, virtualservices } from '../../store/resources.ts';
import { atDesiredCounts } from './canary-replicas.ts';
import { currentSetWeight, lastWeight } from './canary-weight.ts';
import { httpRoutesOf, virtualServicesOf, type Weighed, withHttpRouteWeights, withVirtualServiceWeights } from './routes.ts';
import { isAborted, isFullyPromoted, isWithinRollbackWindow, type Turn } from './turn.ts';

/** The share of the newest version the route should have now. */
export function desiredWeight(turn: Turn): number {
  const { rollout, sets } = turn;
  const { status, maxWeight } = rollout;
  const dynamic = rollout.canary?.dynamicStableScale === true;
  const shareOf = (available: number) => Math.floor((maxWeight * Math.min(available, rollout.replicas)) / Math.max(1, rollout.replicas));
  const last = status.canary.weights?.canary.weight ?? 0;
  if (isFullyPromoted(turn)) return 0;
  if (isAborted(turn)) return dynamic ? Math.min(maxWeight - shareOf(sets.stable?.available ?? 0), last) : 0;
  if (sets.newest === null || sets.newest.available === 0) return 0;
  if (status.promoteFull === true || isWithinRollbackWindow(turn)) return dynamic ? Math.max(last, shareOf(sets.newest.available)) : last;
  const index = status.currentStepIndex;
  if (index == null) return 0;
  if (!atDesiredCounts(rollout, sets, turn.weights))
    return index >= rollout.steps.length && dynamic ? Math.max(last, shareOf(sets.newest.available)) : lastWeight(rollout, index - 1);
  return currentSetWeight(rollout);
}

/** Writes the weight into every route of a routed canary, and into the status. */
export function reconcileTraffic(store: ObjectStore, turn: Turn): void {
  const { rollout, sets } = turn;
  const { canary, status, maxWeight } = rollout;
  if (canary === null || !rollout.routed) {
    turn.weights = null;
    return;
  }
  // Before the first version serves there is nothing to route to.
  if (status.stableRS === '' || (turn.weights === null && (sets.newest?.available ?? 0) === 0)) return;
  const weight = desiredWeight(turn);
  const share = { canary: weight, stable: maxWeight - weight };
  for (const name of virtualServicesOf(canary))
    write(store, turn, virtualservices, name, (route) => withVirtualServiceWeights(route, canary, name, share));
  for (const name of httpRoutesOf(canary)) write(store, turn, httproutes, name, (route) => withHttpRouteWeights(route, canary, share));
  const before = turn.weights;
  const weights = {
    canary: { weight, podTemplateHash: turn.hash, serviceName: canary.canaryService },
    stable: { weight: share.stable, podTemplateHash: status.stableRS, serviceName: canary.stableService },
  };
  const same =
    before !== null &&
    before.canary.weight === weight &&
    before.canary.podTemplateHash === turn.hash &&
    before.stable.weight === share.stable &&
    before.stable.podTemplateHash === status.stableRS;
  if (same) return;
  const words = before === null ? `to ${weight}` : before.canary.weight === weight ? '' : `from ${before.canary.weight} to ${weight}`;
  turn.happenings.push({ reason: 'TrafficWeightUpdated', message: `Traffic weight updated ${words}` });
  turn.weights = weights;
}

type Change = (route: StoredObject) => Weighed;

function write(store: ObjectStore, turn: Turn, resource: Resource, name: string, change: Change): void {
  const route = store.get(resource, turn.rollout.namespace, name);
  if (route === undefined) {
    const message = `${resource.plural}.${resource.group} "${name}" not found`;
    turn.happenings.push({ type: 'Warning', reason: 'TrafficRoutingError', message });
    turn.lookAgain.push(10_000);
    return;
  }
  const { object, happening } = change(route);
  const written = store.update(resource, object);
  if (written.ok && written.object !== route && happening !== undefined) turn.happenings.push(happening);
}
