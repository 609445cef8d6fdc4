import { z } from 'zod';
import type { ObjectStore } from '../../store/object-store.ts';
import { services } from '../../store/resources.ts';
import type { ReplicaSet } from '../replicasets/replica-set.ts';
import { rolloutKeys } from './rollout.ts';
import { isAborted, type Turn } from './turn.ts';

const managedBy = 'argo-rollouts.argoproj.io/managed-by-rollouts';
const Spec = z.looseObject({ selector: z.record(z.string(), z.string()).default({}) });

/** The version a Service selects; '' for none, null when there is no such Service. */
export function selectedHash(store: ObjectStore, namespace: string, name: string): string | null {
  const service = store.get(services, namespace, name);
  return service === undefined ? null : (Spec.parse(service.spec ?? {}).selector[rolloutKeys.hashLabel] ?? '');
}

/** Points a Service at one version. */
export function select(store: ObjectStore, turn: Turn, name: string, hash: string): void {
  const service = store.get(services, turn.rollout.namespace, name);
  if (service === undefined) return;
  const { selector } = Spec.parse(service.spec ?? {});
  const before = selector[rolloutKeys.hashLabel] ?? '';
  if (before === hash) return;
  const annotations = { ...service.metadata.annotations, [managedBy]: turn.rollout.name };
  const spec = { ...service.spec, selector: { ...selector, [rolloutKeys.hashLabel]: hash } };
  store.update(services, { ...service, metadata: { ...service.metadata, annotations }, spec });
  turn.happenings.push({ reason: 'SwitchService', message: `Switched selector for service '${name}' from '${before}' to '${hash}'` });
}

/** The Services of a canary: each follows its version once that one serves; after an abort both are stable's. */
export function reconcileCanaryServices(store: ObjectStore, turn: Turn): void {
  const { rollout, sets } = turn;
  const { canary } = rollout;
  if (canary === null) return;
  const { stable, newest } = sets;
  if (canary.stableService !== '' && stable !== null && serves(stable)) select(store, turn, canary.stableService, stable.hash);
  if (canary.canaryService === '') return;
  const back = isAborted(turn) && (turn.weights === null || turn.weights.canary.weight === 0);
  if (back && stable !== null) select(store, turn, canary.canaryService, stable.hash);
  else if (!isAborted(turn) && newest !== null && serves(newest)) select(store, turn, canary.canaryService, newest.hash);
}

function serves(set: ReplicaSet): boolean {
  return set.replicas > 0 && set.available >= set.replicas;
}

/** The first Service the rollout names that does not exist, in the words of its InvalidSpec condition. */
export function missingService(store: ObjectStore, { rollout }: Pick<Turn, 'rollout'>): string | null {
  const { canary, blueGreen } = rollout;
  const named = [
    ['canary.stableService', canary?.stableService],
    ['canary.canaryService', canary?.canaryService],
    ['blueGreen.activeService', blueGreen?.activeService],
    ['blueGreen.previewService', blueGreen?.previewService],
  ] as const;
  for (const [field, name] of named) {
    if (!name || store.get(services, rollout.namespace, name) !== undefined) continue;
    return `The Rollout "${rollout.name}" is invalid: spec.strategy.${field}: Invalid value: "${name}": service "${name}" not found`;
  }
  return null;
}
