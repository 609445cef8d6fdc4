const hashLabels = new Set(['pod-template-hash', 'rollouts-pod-template-hash']);

/**
 * JSON with members in one order and without undefined and null ones, so that two spellings of one object give one text. An API server
 * mostly sends it so already: then it is written as it is, since a thousand templates are hashed while a desk starts.
 */
export function sortedJson(value: unknown): string {
  return JSON.stringify(isSorted(value) ? value : sorted(value)) ?? 'null';
}

function isSorted(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isSorted);
  let last = '';
  for (const [key, member] of Object.entries(value)) {
    if (key < last || member === null || member === undefined || !isSorted(member)) return false;
    last = key;
  }
  return true;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined && member !== null) copy[key] = typeof member === 'object' ? sorted(member) : member;
  }
  return copy;
}

/**
 * A pod template without the labels a controller adds and without what an API server writes for nothing
 * (`creationTimestamp: null`, empty label and annotation maps). Anything that is no template is returned as it is.
 */
export function bareTemplate(template: unknown): unknown {
  if (!isRecord(template)) return template;
  const { metadata, ...rest } = template;
  if (!isRecord(metadata)) return template;
  const given = metadata['labels'] ?? {};
  if (!isRecord(given)) return template;
  const labels = Object.fromEntries(Object.entries(given).filter(([name]) => !hashLabels.has(name)));
  const kept = Object.entries({ ...metadata, labels }).filter(([, value]) => !isEmpty(value));
  return kept.length === 0 ? rest : { metadata: Object.fromEntries(kept), ...rest };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
