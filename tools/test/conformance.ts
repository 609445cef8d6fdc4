import { globSync } from 'node:fs';
import { casesOf } from './reports.ts';

/** The cases of the spine that know nothing but a kubeconfig: the same on the sandbox and on a real control plane. */
export const conformanceFiles = (): string[] =>
  globSync(['electron/adapters/cluster/*.real.test.ts', 'electron/adapters/kubernetes/real-cluster.test.ts']).toSorted();

const short = (title: string) =>
  title
    .replace(/^electron\/adapters\//, '')
    .replaceAll('\\', '/')
    .replace(/,? on a real (control plane|API server( \(RCC_TEST_KUBECONFIG\))?)/, '');

/**
 * A line for each case that ran on the sandbox, both answers first: they are to be the same. `sandbox`, `real`: vitest's JSON
 * reports. The second is of a whole run, of which only the same cases are taken; what it skipped, or does not hold, is `not here`.
 */
export function columns(sandbox: unknown, real: unknown): string[] {
  const onReal = new Map(casesOf(real).map(({ title, status }) => [title, status]));
  const lines = casesOf(sandbox).map(({ title, status }) => {
    const other = onReal.get(title);
    const there = other === 'passed' || other === 'failed' ? other : 'not here';
    return `${status.padEnd(9)}${there.padEnd(10)}${short(title)}`;
  });
  return lines.length === 0 ? [] : [`${'sandbox'.padEnd(9)}${'real'.padEnd(10)}case`, ...lines];
}
