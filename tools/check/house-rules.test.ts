import { describe, expect, it } from 'vitest';
import { breaches } from './house-rules.ts';

const rules = (file: string, text: string) => breaches(file, text).map(({ line, rule }) => `${line}: ${rule}`);
const lines = (count: number) => 'x\n'.repeat(count);

describe('the rules no linter here has', () => {
  it('holds a code file to 300 lines, a test or a style sheet to 400', () => {
    expect(rules('shared/a.ts', lines(300))).toEqual([]);
    expect(rules('shared/a.ts', lines(301))).toEqual(['301: 301 lines: at most 300']);
    expect(rules('shared/a.test.ts', lines(400))).toEqual([]);
    expect(rules('renderer/src/a.css', lines(401))).toEqual(['401: 401 lines: at most 400']);
    expect(rules('package-lock.json', lines(9_000))).toEqual([]);
  });

  it('refuses re-exports, on one line or many', () => {
    expect(rules('shared/a.ts', "export { b } from './b.ts';\n")).toHaveLength(1);
    expect(rules('shared/a.ts', "export * from './b.ts';\n")).toHaveLength(1);
    expect(rules('shared/a.ts', "export type {\n  B,\n} from './b.ts';\n")).toHaveLength(1);
    expect(rules('shared/a.ts', "import {\n  b,\n} from './b.ts';\nexport const c = b;\n")).toEqual([]);
  });

  it('keeps the wall clock out of shared and the core, not out of hosts or tests', () => {
    expect(rules('electron/core/a.ts', 'const now = new Date();\n')).toHaveLength(1);
    expect(rules('shared/a.ts', 'const then = new Date(epoch);\n')).toEqual([]);
    expect(rules('electron/hosts/cli/a.ts', 'const now = new Date();\n')).toEqual([]);
    expect(rules('shared/a.test.ts', 'const now = new Date();\n')).toEqual([]);
  });

  it('wants kebab-case names', () => {
    expect(rules('renderer/src/app/RolloutList.tsx', '')).toEqual(['1: file names are kebab-case']);
    expect(rules('renderer/src/app/rollout-list.test.tsx', '')).toEqual([]);
    expect(rules('.oxlintrc.json', '')).toEqual([]);
  });
});
