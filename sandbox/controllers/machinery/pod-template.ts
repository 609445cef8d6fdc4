import { bareTemplate, sortedJson } from '#shared/domain/rollouts/template-hash.ts';
import { z } from 'zod';
import type { Json } from '../../store/object-store.ts';
import { fnv32a, safeEncoded } from './names.ts';

type JsonObject = { [key: string]: Json | undefined };
const JsonObject: z.ZodType<JsonObject> = z.record(z.string(), z.json().optional());
export const Template = z.looseObject({
  metadata: z.looseObject({ labels: z.record(z.string(), z.string()).optional() }).default({}),
  spec: JsonObject.default({}),
});
export type Template = z.infer<typeof Template>;

const Lists = z.looseObject({ containers: z.array(JsonObject).default([]), initContainers: z.array(JsonObject).optional() });

/** What an API server adds to a pod template that does not say it. */
function withDefaults(spec: JsonObject): JsonObject {
  const { containers, initContainers, ...rest } = Lists.parse(spec);
  return {
    ...JsonObject.parse(rest),
    containers: containers.map(containerDefaults),
    ...(initContainers ? { initContainers: initContainers.map(containerDefaults) } : {}),
    restartPolicy: spec['restartPolicy'] ?? 'Always',
    terminationGracePeriodSeconds: spec['terminationGracePeriodSeconds'] ?? 30,
    dnsPolicy: spec['dnsPolicy'] ?? 'ClusterFirst',
    securityContext: spec['securityContext'] ?? {},
    schedulerName: spec['schedulerName'] ?? 'default-scheduler',
  };
}

function containerDefaults(container: JsonObject): JsonObject {
  const image = String(container['image'] ?? '');
  const latest = !image.split('/').at(-1)?.includes(':') || image.endsWith(':latest');
  const ports = container['ports'];
  return {
    ...container,
    ...(Array.isArray(ports) ? { ports: ports.map((port) => ({ protocol: 'TCP', ...JsonObject.parse(port) })) } : {}),
    resources: container['resources'] ?? {},
    terminationMessagePath: container['terminationMessagePath'] ?? '/dev/termination-log',
    terminationMessagePolicy: container['terminationMessagePolicy'] ?? 'File',
    imagePullPolicy: container['imagePullPolicy'] ?? (latest ? 'Always' : 'IfNotPresent'),
  };
}

/** The template without hash labels and with the server's defaults: two spellings of one intent give one value. */
export function canonicalTemplate(template: unknown): Template {
  const parsed = Template.parse(bareTemplate(template));
  return { ...parsed, spec: withDefaults(parsed.spec) };
}

/**
 * The hash in ReplicaSet names and labels. Not Kubernetes' own (that one hashes Go's memory layout): stable, ten characters at
 * most, in the same alphabet.
 */
export function templateHashOf(template: unknown): string {
  return safeEncoded(fnv32a(sortedJson(canonicalTemplate(template))));
}

/** The template of a ReplicaSet: defaults in, hash label on. */
export function labelledTemplate(template: unknown, hashLabel: string, hash: string): Template {
  const canonical = canonicalTemplate(template);
  const labels = { ...canonical.metadata.labels, [hashLabel]: hash };
  return { ...canonical, metadata: { ...canonical.metadata, labels } };
}

/** What a Go controller writes back when it updates an object whose containers say nothing of resources. */
export function withEmptyResources(template: unknown): Template {
  const parsed = Template.parse(template ?? {});
  const lists = Lists.parse(parsed.spec);
  const filled = (list: readonly JsonObject[]) => list.map((each) => ({ ...each, resources: each['resources'] ?? {} }));
  return {
    ...parsed,
    spec: {
      ...parsed.spec,
      containers: filled(lists.containers),
      ...(lists.initContainers ? { initContainers: filled(lists.initContainers) } : {}),
    },
  };
}

/** `templateHashOf`, remembering the templates it has seen: an object's template is the same value from write to write. */
export function createTemplateHasher(): (template: unknown) => string {
  const known = new WeakMap<object, string>();
  return (template) => {
    if (typeof template !== 'object' || template === null) return templateHashOf(template);
    const hash = known.get(template) ?? templateHashOf(template);
    known.set(template, hash);
    return hash;
  };
}
