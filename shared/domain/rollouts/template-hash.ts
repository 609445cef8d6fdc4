import { z } from 'zod';

const hashLabels = new Set(['pod-template-hash', 'rollouts-pod-template-hash']);
const Labelled = z.looseObject({ metadata: z.looseObject({ labels: z.record(z.string(), z.unknown()).nullish() }).nullish() });

/** JSON with sorted keys and without undefined and null members, so that two spellings of one object give one text. */
export function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined && member !== null)
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${sortedJson(member)}`).join(',')}}`;
}

/**
 * A pod template without the labels a controller adds and without what an API server writes for nothing
 * (`creationTimestamp: null`, empty label and annotation maps). Anything that is no template is returned as it is.
 */
export function bareTemplate(template: unknown): unknown {
  const parsed = Labelled.safeParse(template);
  if (!parsed.success || !parsed.data.metadata) return template;
  const { metadata, ...rest } = parsed.data;
  const labels = Object.fromEntries(Object.entries(metadata.labels ?? {}).filter(([name]) => !hashLabels.has(name)));
  const kept = Object.entries({ ...metadata, labels }).filter(([, value]) => !isEmpty(value));
  return kept.length === 0 ? rest : { ...rest, metadata: Object.fromEntries(kept) };
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0);
}

/**
 * Real equality of two pod templates, hash labels aside. kubectl-argo-rollouts asks only whether the current template is
 * contained in the target, and so skips the undo of a release that merely removed something.
 */
export function sameTemplate(one: unknown, other: unknown): boolean {
  return sortedJson(bareTemplate(one)) === sortedJson(bareTemplate(other));
}

/** Our own hash of a pod template, hash labels aside: the basis of a plan. `sha256Hex` comes from the host. */
export function templateHash(template: unknown, sha256Hex: (text: string) => string): string {
  return sha256Hex(sortedJson(bareTemplate(template)));
}
