import type { Difference, VersionDifference } from './detail.ts';
import { type ConfigHashes, configMapNames, templateLeaves } from './template-leaves.ts';
import { sameTemplate } from './template-hash.ts';
import { currentVersion, stableVersion, type Version, type Workload } from './workload.ts';

const sections: readonly Difference['section'][] = ['image', 'env', 'args', 'command', 'resources', 'probes', 'config', 'other'];

export interface VersionTemplate {
  readonly label: string;
  /** The pod template as the API server gave it. */
  readonly template: unknown;
}

/** The versions a page compares: what is stable and what rolls out; once promoted, the revision before and the current one. */
export function comparedVersions(workload: Workload): { readonly from: Version; readonly to: Version } | null {
  const to = currentVersion(workload);
  const stable = stableVersion(workload);
  const from = stable !== undefined && stable !== to ? stable : workload.versions.find((version) => version !== to);
  return to === undefined || from === undefined ? null : { from, to };
}

/**
 * What differs between two pod templates, most telling section first, then by path. References are shown by name
 * (and a ConfigMap's content hash); a Secret's content is never read, so it cannot be shown.
 */
export function differenceOf(from: VersionTemplate, to: VersionTemplate, hashes: ConfigHashes): VersionDifference {
  const before = new Map(templateLeaves(from.template, hashes).map((leaf) => [leaf.path, leaf]));
  const after = new Map(templateLeaves(to.template, hashes).map((leaf) => [leaf.path, leaf]));
  const lines: Difference[] = [];
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const one = before.get(path);
    const other = after.get(path);
    if (one?.text === other?.text) continue;
    lines.push({ section: (other ?? one)?.section ?? 'other', path, before: one?.text ?? null, after: other?.text ?? null });
  }
  lines.sort((one, other) => sections.indexOf(one.section) - sections.indexOf(other.section) || (one.path < other.path ? -1 : 1));
  return { from: from.label, to: to.label, lines, notes: notesOf(from, to, hashes, lines.length) };
}

function notesOf(from: VersionTemplate, to: VersionTemplate, hashes: ConfigHashes, lines: number): string[] {
  const names = new Set([...configMapNames(from.template), ...configMapNames(to.template)]);
  const notes = [...names]
    .filter((name) => hashes.get(name) === null)
    .map((name) => `ConfigMap ${name} cannot be read, so its content is not compared`);
  if (lines === 0 && !sameTemplate(from.template, to.template)) notes.push("Only the order of list entries or a value's type differs");
  return notes;
}
