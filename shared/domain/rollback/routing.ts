import { z } from 'zod';
import type { Workload } from '../rollouts/workload.ts';

/**
 * What decides who gets a request. routed: the weight of a route. pods: how many pods of each version there are. services: the
 * active Service of a blue-green rollout. deployment: a Deployment's pods. What one kind took in seconds says nothing of another.
 */
export const Routing = z.enum(['routed', 'pods', 'services', 'deployment']);
export type Routing = z.infer<typeof Routing>;

export function routingOf({ target, blueGreen, weights, routes }: Pick<Workload, 'target' | 'blueGreen' | 'weights' | 'routes'>): Routing {
  if (target.kind === 'Deployment') return 'deployment';
  if (blueGreen !== null) return 'services';
  return weights !== null || routes.length > 0 ? 'routed' : 'pods';
}

/** `a routed rollout`: where a figure comes from. */
export const routingText: Readonly<Record<Routing, string>> = {
  routed: 'a routed rollout',
  pods: 'a rollout without a route',
  services: 'a blue-green rollout',
  deployment: 'a Deployment',
};
