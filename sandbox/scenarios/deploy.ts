import { z } from 'zod';
import type { Json, ObjectStore, Resource, StoredObject } from '../store/object-store.ts';
import { deployments, rollouts } from '../store/resources.ts';
import type { Action } from './script-of.ts';

type JsonObject = { [key: string]: Json | undefined };
const Variable = z.record(z.string(), z.json());
const Container = z.looseObject({ image: z.string(), env: z.array(Variable).default([]) });
const Template = z.looseObject({ spec: z.looseObject({ containers: z.array(Container).min(1) }) });
const Spec = z.looseObject({ template: z.unknown(), workloadRef: z.looseObject({ name: z.string() }).optional() });
const anyJson: z.ZodType<Json> = z.json();

/** A deploy as a pipeline makes it: another image tag, other variables, in one write. A workload that somebody deleted is left alone. */
export function deploy(store: ObjectStore, namespace: string, { workload, tag, env, cause }: Extract<Action, { do: 'deploy' }>): void {
  const found = templated(store, namespace, workload);
  if (!found) return;
  const { resource, object } = found;
  const template = Template.safeParse(object.spec?.['template']);
  const [first, ...rest] = template.data?.spec.containers ?? [];
  if (!template.success || !first) return;
  const container = { ...first, image: `${first.image.replace(/@.*$/, '').replace(/:[^:/@]+$/, '')}:${tag}`, env: merged(first.env, env) };
  const changed = anyJson.parse({ ...template.data, spec: { ...template.data.spec, containers: [container, ...rest] } });
  const spec: JsonObject = { ...object.spec, template: changed };
  const annotations = { ...object.metadata.annotations, ...(cause === null ? {} : { 'kubernetes.io/change-cause': cause }) };
  store.update(resource, { ...object, metadata: { ...object.metadata, annotations }, spec });
}

/** The object that holds the pod template: the Rollout, the Deployment it refers to, or a Deployment of its own. */
function templated(store: ObjectStore, namespace: string, name: string): { resource: Resource; object: StoredObject } | null {
  const rollout = store.get(rollouts, namespace, name);
  const reference = rollout ? Spec.safeParse(rollout.spec).data?.workloadRef?.name : name;
  if (rollout && reference === undefined) return { resource: rollouts, object: rollout };
  const deployment = reference === undefined ? undefined : store.get(deployments, namespace, reference);
  return deployment ? { resource: deployments, object: deployment } : null;
}

function merged(before: readonly z.infer<typeof Variable>[], changes: Readonly<Record<string, string | null>>): z.infer<typeof Variable>[] {
  const kept = before.filter(({ name }) => typeof name !== 'string' || changes[name] !== null);
  const replaced = kept.map((each) => {
    const value = typeof each['name'] === 'string' ? changes[each['name']] : undefined;
    return typeof value === 'string' ? { name: each['name'] ?? '', value } : each;
  });
  const known = new Set(replaced.map(({ name }) => name));
  const added = Object.entries(changes).flatMap(([name, value]) => (value === null || known.has(name) ? [] : [{ name, value }]));
  return [...replaced, ...added];
}
