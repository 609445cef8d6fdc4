import { z } from 'zod';
import type { Difference } from './detail.ts';
import { bareTemplate, sortedJson } from './template-hash.ts';

/** One comparable place of a pod template and how a person reads what stands there. */
export interface Leaf {
  readonly section: Difference['section'];
  readonly path: string;
  readonly text: string;
}

/** Content hash by ConfigMap name; null: there is one, but it cannot be read. A missing name was not looked up. */
export type ConfigHashes = ReadonlyMap<string, string | null>;

const Named = z.looseObject({ name: z.string() });
const KeyRef = z.object({ name: z.string().default(''), key: z.string().default('') });
const Env = z.looseObject({
  name: z.string(),
  value: z.string().nullish(),
  valueFrom: z
    .looseObject({
      configMapKeyRef: KeyRef.nullish(),
      secretKeyRef: KeyRef.nullish(),
      fieldRef: z.object({ fieldPath: z.string() }).nullish(),
    })
    .nullish(),
});
const Ref = z.looseObject({ name: z.string().default('') });
const EnvFrom = z.looseObject({ prefix: z.string().nullish(), configMapRef: Ref.nullish(), secretRef: Ref.nullish() });
const Volume = z.looseObject({ name: z.string(), configMap: Ref.nullish(), secret: z.looseObject({ secretName: z.string() }).nullish() });

const containerLists = new Set(['containers', 'initContainers', 'ephemeralContainers']);
const probes = new Set(['livenessProbe', 'readinessProbe', 'startupProbe']);
const wholeLines = new Set(['args', 'command']);

/** Every leaf of a pod template under a path a person can find: `containers[payments].env.PSP_TIMEOUT_MS`. Paths are unique. */
export function templateLeaves(template: unknown, hashes: ConfigHashes): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const taken = new Map<string, number>();
  const add = (section: Leaf['section'], path: string, text: string) => {
    // Two entries of one name (an env var given twice) are two places.
    const times = (taken.get(path) ?? 0) + 1;
    taken.set(path, times);
    leaves.push({ section, path: times === 1 ? path : `${path}#${times}`, text });
  };
  const config = (name: string) => {
    const hash = hashes.get(name);
    return hash === undefined ? `ConfigMap ${name}` : `ConfigMap ${name} (${hash === null ? 'unreadable' : hash.slice(0, 8)})`;
  };

  const walk = (value: unknown, path: string, section: Leaf['section']): void => {
    if (value === undefined || value === null) return;
    if (typeof value !== 'object') return add(section, path, String(value));
    const entries: readonly (readonly [string, unknown])[] = Array.isArray(value)
      ? named(value)
      : Object.entries(value).map(([key, member]) => [`.${key}`, member]);
    if (entries.length === 0) return add(section, path, Array.isArray(value) ? '[]' : '{}');
    for (const [key, member] of entries) walk(member, `${path}${key}`.replace(/^\./, ''), section);
  };

  /** Fields beside the ones read by name; usually none. */
  const others = (fields: object, path: string, section: Leaf['section']) => {
    if (Object.keys(fields).length > 0) walk(fields, path, section);
  };

  const environment = (entry: unknown, path: string): void => {
    const env = Env.safeParse(entry);
    if (!env.success) return walk(entry, path, 'env');
    const { name, value, valueFrom, ...rest } = env.data;
    const place = `${path}.${name}`;
    others(rest, place, 'env');
    if (valueFrom?.configMapKeyRef) add('env', place, `${config(valueFrom.configMapKeyRef.name)} key ${valueFrom.configMapKeyRef.key}`);
    else if (valueFrom?.secretKeyRef) add('env', place, `Secret ${valueFrom.secretKeyRef.name} key ${valueFrom.secretKeyRef.key}`);
    else if (valueFrom?.fieldRef) add('env', place, `field ${valueFrom.fieldRef.fieldPath}`);
    else add('env', place, valueFrom ? sortedJson(valueFrom) : (value ?? ''));
  };

  const source = (entry: unknown, index: number, path: string): void => {
    const from = EnvFrom.safeParse(entry);
    const place = `${path}.envFrom[${index}]`;
    if (!from.success) return walk(entry, place, 'config');
    const { configMapRef, secretRef, ...rest } = from.data;
    others(rest, place, 'config');
    if (configMapRef) add('config', place, config(configMapRef.name));
    if (secretRef) add('config', place, `Secret ${secretRef.name}`);
  };

  const container = (fields: Record<string, unknown>, path: string): void => {
    for (const [field, value] of Object.entries(fields)) {
      const place = `${path}.${field}`;
      if (field === 'name') continue;
      else if (field === 'image') walk(value, place, 'image');
      else if (field === 'env' && Array.isArray(value)) for (const entry of value) environment(entry, place);
      else if (field === 'envFrom' && Array.isArray(value)) value.forEach((entry, index) => source(entry, index, path));
      else if (wholeLines.has(field)) add(field === 'args' ? 'args' : 'command', place, sortedJson(value));
      else if (field === 'resources') walk(value, place, 'resources');
      else walk(value, place, probes.has(field) ? 'probes' : 'other');
    }
  };

  const volume = (entry: unknown): void => {
    const parsed = Volume.safeParse(entry);
    if (!parsed.success) return walk(entry, 'volumes', 'other');
    const { name, configMap, secret, ...rest } = parsed.data;
    const place = `volumes[${name}]`;
    others(rest, place, 'other');
    if (configMap) {
      const { name: configName, ...more } = configMap;
      add('config', `${place}.configMap`, config(configName));
      others(more, `${place}.configMap`, 'config');
    }
    if (secret) {
      const { secretName, ...more } = secret;
      add('config', `${place}.secret`, `Secret ${secretName}`);
      others(more, `${place}.secret`, 'config');
    }
  };

  const Template = z.looseObject({ spec: z.looseObject({}).nullish() });
  const parsed = Template.safeParse(bareTemplate(template));
  if (!parsed.success) {
    walk(template, '', 'other');
    return leaves;
  }
  const { spec, ...outside } = parsed.data;
  others(outside, '', 'other');
  for (const [field, value] of Object.entries(spec ?? {})) {
    if (containerLists.has(field) && Array.isArray(value)) {
      value.forEach((entry, index) => {
        const fields = Named.safeParse(entry);
        if (fields.success) container(fields.data, `${field}[${fields.data.name}]`);
        else walk(entry, `${field}[${index}]`, 'other');
      });
    } else if (field === 'volumes' && Array.isArray(value)) for (const entry of value) volume(entry);
    else walk(value, field, 'other');
  }
  return leaves;
}

/** Entries of a list by what names them, where every one has a name of its own, else by position. */
function named(list: readonly unknown[]): readonly (readonly [string, unknown])[] {
  const names = list.map((entry) => Named.safeParse(entry).data?.name);
  const unique = names.every((name) => name !== undefined) && new Set(names).size === list.length;
  return list.map((entry, index) => [`[${unique ? names[index] : index}]`, entry]);
}

/** Names of all ConfigMaps a pod template refers to, in order of first mention. */
export function configMapNames(template: unknown): readonly string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      const ref = key === 'configMap' || key === 'configMapRef' || key === 'configMapKeyRef' ? Ref.safeParse(member).data?.name : undefined;
      if (ref !== undefined && ref !== '') found.add(ref);
      visit(member);
    }
  };
  visit(template);
  return [...found];
}
