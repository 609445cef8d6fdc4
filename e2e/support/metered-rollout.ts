import { adminApi } from './admin-api.ts';
import { healthyRollout, isWaiting } from './rollout-scene.ts';

export interface MeteredRollout {
  readonly namespace: string;
  readonly name: string;
  /** Pod hashes. */
  readonly stable: string;
  readonly canary: string;
  remove(): Promise<void>;
}

/** A Rollout in a namespace of its own, behind an Istio VirtualService, whose second version waits at 5% for a person. */
export async function startMeteredRollout(kubeconfigFile: string): Promise<MeteredRollout> {
  const api = adminApi(kubeconfigFile);
  const namespace = await api.namespace('observed');
  const scene = await healthyRollout(api, namespace.name, { routed: true, image: '2.13.4', steps: [{ setWeight: 5 }, { pause: {} }] });
  await scene.setImage('2.14.0');
  const { status } = await scene.until('waits at 5%', isWaiting);
  return { namespace: namespace.name, name: scene.name, stable: status.stableRS, canary: status.currentPodHash, remove: namespace.remove };
}
