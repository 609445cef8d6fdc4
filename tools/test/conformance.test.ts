import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { columns, conformanceFiles } from './conformance.ts';

const report = (cases: Readonly<Record<string, string>>) => ({
  success: true,
  testResults: [
    {
      name: resolve('electron/adapters/cluster/canary.real.test.ts'),
      status: 'passed',
      assertionResults: Object.entries(cases).map(([fullName, status]) => ({ fullName, status })),
    },
  ],
});

describe('the two columns', () => {
  it('are a line for each case of the sandbox, with what a real control plane answered', () => {
    const sandbox = report({
      'a canary, on a real control plane is aborted': 'passed',
      'a canary, on a real control plane waits': 'failed',
    });
    const real = report({ 'a canary, on a real control plane is aborted': 'passed', 'a canary, on a real control plane waits': 'passed' });
    expect(columns(sandbox, real)).toEqual([
      'sandbox  real      case',
      'passed   passed    cluster/canary.real.test.ts: a canary is aborted',
      'failed   passed    cluster/canary.real.test.ts: a canary waits',
    ]);
  });

  it('say where there was no real one', () => {
    const [, line] = columns(report({ one: 'passed' }), report({ one: 'skipped' }));
    expect(line).toBe('passed   not here  cluster/canary.real.test.ts: one');
  });

  it('are of files that are there', () => {
    expect(conformanceFiles().length).toBeGreaterThan(5);
    expect(conformanceFiles().filter((file) => !existsSync(file))).toEqual([]);
  });
});
