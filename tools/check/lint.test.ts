import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type PlantedTree, plantTree } from '../lib/planted-tree.ts';

const Report = z.object({ diagnostics: z.array(z.object({ code: z.string().optional(), filename: z.string() })) });

/** [file, text, the rule that must name it; null where the text is fine] */
const planted: readonly (readonly [string, string, string | null])[] = [
  ['shared/any.ts', 'export const a = (b: any): string => String(b);\n', 'no-explicit-any'],
  ['shared/now.ts', 'export const a = (): number => Date.now();\n', 'no-restricted-properties'],
  ['shared/random.ts', 'export const a = (): number => Math.random();\n', 'no-restricted-properties'],
  ['shared/cast.ts', 'export const a = (b: unknown): string => b as string;\n', 'consistent-type-assertions'],
  ['shared/constant.ts', "export const a = ['b'] as const;\n", null],
  ['shared/default.ts', 'export default function a(): number {\n  return 1;\n}\n', 'no-default-export'],
  ['shared/not-null.ts', 'export const a = (b: string | null): string => b!;\n', 'no-non-null-assertion'],
  ['shared/CamelCase.ts', 'export const a = 1;\n', 'filename-case'],
  ['electron/core/timer.ts', 'export const a = (b: () => void): unknown => setTimeout(b, 1);\n', 'no-restricted-globals'],
  ['electron/core/env.ts', 'export const a = (): unknown => process.env;\n', 'no-restricted-globals'],
  ['electron/core/net.ts', "export const a = (): unknown => fetch('https://a.test');\n", 'no-restricted-globals'],
  ['electron/core/timer.test.ts', 'export const a = (b: () => void): unknown => setTimeout(b, 1);\n', null],
  ['electron/adapters/clock/a.ts', 'export const a = (): number => Date.now();\n', null],
  ['electron/hosts/cli/print.ts', "console.log('a');\n", 'no-console'],
  ['vitest.config.ts', 'export default {};\n', null],
];

describe('the lint rules that hold the house up', () => {
  let tree: PlantedTree;
  let found: z.infer<typeof Report>['diagnostics'];
  beforeAll(() => {
    // The config travels along: its overrides are relative to where it lies.
    tree = plantTree({
      '.oxlintrc.json': readFileSync('.oxlintrc.json', 'utf8'),
      ...Object.fromEntries(planted.map(([file, text]) => [file, text])),
    });
    const oxlint = spawnSync(process.execPath, [resolve('node_modules/oxlint/bin/oxlint'), '-f', 'json', '.'], {
      cwd: tree.root,
      encoding: 'utf8',
    });
    found = Report.parse(JSON.parse(oxlint.stdout)).diagnostics;
  });
  afterAll(() => tree.remove());

  it.each(planted)('%s: %j', (file, _text, rule) => {
    const codes = found.filter(({ filename }) => filename.endsWith(file)).map(({ code }) => code?.replace(/^.*\((.*)\)$/, '$1'));
    expect(codes).toEqual(rule === null ? [] : [rule]);
  });
});
