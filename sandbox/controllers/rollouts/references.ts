import { z } from 'zod';
import type { ObjectStore, Resource, StoredObject } from '../../store/object-store.ts';
import { analysisruns, deployments, httproutes, replicasets, services, virtualservices } from '../../store/resources.ts';
import { controllerOf } from '../machinery/owner-index.ts';
import { readRollout } from './rollout.ts';
import { httpRoutesOf, virtualServicesOf } from './routes.ts';

const Selected = z.looseObject({
  selector: z.looseObject({ matchLabels: z.record(z.string(), z.string()).default({}) }).default({ matchLabels: {} }),
});

/** Which rollouts look at an object: a change of it is a reason to reconcile them. */
export interface References {
  /** Takes note of what a rollout refers to now. */
  remember(rollout: StoredObject): void;
  forget(rollout: StoredObject): void;
  /** Keys (`namespace/name`) of the rollouts concerned by an object that is no rollout. */
  concerned(resource: Resource, object: StoredObject): readonly string[];
}

const watched = new Set<Resource>([services, virtualservices, httproutes, deployments]);
export const keyOf = (object: StoredObject): string => `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
const reference = (plural: string, namespace: string, name: string) => `${plural}/${namespace}/${name}`;

export function createReferences(): References {
  const lookers = new Map<string, Set<string>>();
  const looksAt = new Map<string, readonly string[]>();
  const specs = new Map<string, StoredObject['spec']>();

  function forget(rollout: StoredObject): void {
    const key = keyOf(rollout);
    for (const each of looksAt.get(key) ?? []) {
      const set = lookers.get(each);
      set?.delete(key);
      if (set?.size === 0) lookers.delete(each);
    }
    looksAt.delete(key);
    specs.delete(key);
  }

  return {
    forget,
    remember(object) {
      const key = keyOf(object);
      // A status write keeps the very same spec: most events are such.
      if (looksAt.has(key) && specs.get(key) === object.spec) return;
      forget(object);
      specs.set(key, object.spec);
      const refers = referencesOf(object);
      looksAt.set(key, refers);
      for (const each of refers) lookers.set(each, (lookers.get(each) ?? new Set()).add(key));
    },
    concerned(resource, object) {
      if (resource === replicasets || resource === analysisruns) {
        const owner = controllerOf(object);
        return owner?.kind === 'Rollout' ? [`${object.metadata.namespace ?? ''}/${owner.name}`] : [];
      }
      if (!watched.has(resource)) return [];
      return [...(lookers.get(reference(resource.plural, object.metadata.namespace ?? '', object.metadata.name)) ?? [])];
    },
  };
}

function referencesOf(object: StoredObject): readonly string[] {
  const { namespace, canary, blueGreen, workloadRef } = readRollout(object);
  const named = [canary?.canaryService, canary?.stableService, blueGreen?.activeService, blueGreen?.previewService];
  return [
    ...named.flatMap((name) => (name ? [reference('services', namespace, name)] : [])),
    ...(canary ? virtualServicesOf(canary).map((name) => reference('virtualservices', namespace, name)) : []),
    ...(canary ? httpRoutesOf(canary).map((name) => reference('httproutes', namespace, name)) : []),
    ...(workloadRef?.kind === 'Deployment' ? [reference('deployments', namespace, workloadRef.name)] : []),
  ];
}

/** The template and selector of the Deployment a rollout refers to; undefined when it has its own (or there is none). */
export function workloadOf(store: ObjectStore, object: StoredObject) {
  const { workloadRef, namespace } = readRollout(object);
  if (workloadRef?.kind !== 'Deployment') return undefined;
  const deployment = store.get(deployments, namespace, workloadRef.name);
  if (deployment === undefined) return undefined;
  const { selector } = Selected.parse(deployment.spec ?? {});
  return { template: deployment.spec?.['template'], matchLabels: selector.matchLabels, generation: deployment.metadata.generation ?? 1 };
}
