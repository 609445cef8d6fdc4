import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { arrows } from './arrows.ts';

/** One arrow broken by one import. */
export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

/** What the cruise saw. `modules` counts the files of the house, so that a cruise that saw nothing cannot pass for a clean one. */
export interface Survey {
  readonly modules: number;
  readonly violations: readonly Violation[];
}

const rooms = ['shared', 'electron', 'renderer', 'sandbox', 'e2e', 'bench', 'tools'];

/**
 * Follows every import below `baseDir` (type-only ones too) and holds it against the arrows.
 * Throws only when dependency-cruiser itself breaks.
 */
export async function survey(baseDir: string): Promise<Survey> {
  const comments = new Map(arrows.map((arrow) => [arrow.name ?? '', arrow.comment ?? '']));
  const result = await cruise(
    rooms.filter((room) => existsSync(join(baseDir, room))),
    {
      baseDir,
      validate: true,
      ruleSet: { forbidden: arrows },
      doNotFollow: { path: 'node_modules|^out/' },
      exclude: { path: '/fixtures/|^(out|dist)/' },
      tsPreCompilationDeps: true,
      preserveSymlinks: false,
      combinedDependencies: true,
    },
    {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'types', 'node', 'default'],
      exportsFields: ['exports'],
    },
  );
  if (typeof result.output === 'string') throw new Error(result.output);
  const { modules, summary } = result.output;
  return {
    modules: modules.filter((found) => rooms.some((room) => found.source.startsWith(`${room}/`))).length,
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to, why: comments.get(rule.name) ?? '' })),
  };
}
