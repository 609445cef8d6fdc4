import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { add, closingLine, failure, nothing, readPlaywright, readVitest } from './reports.ts';

const vitest = (over: object = {}) => ({
  success: true,
  testResults: [
    {
      name: resolve('shared/a.test.ts'),
      status: 'passed',
      assertionResults: [
        { fullName: 'a one', status: 'passed' },
        { fullName: 'a two', status: 'skipped' },
      ],
    },
  ],
  ...over,
});

describe('the closing line', () => {
  it('is the sum over both runners, and names skips only where there are some', () => {
    expect(
      closingLine(
        add([
          { ...nothing, passed: 3 },
          { ...nothing, passed: 4 },
        ]),
      ),
    ).toBe('7 passed, 0 failed');
    expect(closingLine(add([{ ...nothing, skipped: 2 }, failure('x')]))).toBe('0 passed, 1 failed, 2 skipped');
  });
});

describe('vitest', () => {
  it('counts passed and skipped', () => {
    expect(readVitest(vitest())).toEqual({ passed: 1, failed: 0, skipped: 1, notes: ['skipped: shared/a.test.ts: a two'] });
  });

  it('counts a file that could not be loaded as a failure', () => {
    const broken = { name: '/b.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] };
    expect(readVitest(vitest({ success: false, testResults: [broken] }))).toMatchObject({ passed: 0, failed: 1 });
  });

  it('counts an error outside every test as a failure', () => {
    expect(readVitest(vitest({ success: false })).failed).toBe(1);
  });
});

describe('Playwright', () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ status, projectName: 'browser' }] });
  it('looks into nested suites, and holds a test that passed on a second try for failed', () => {
    const inner = {
      title: 'rollback',
      specs: [spec('by mouse', 'expected'), spec('by keyboard', 'flaky'), spec('in Electron', 'skipped')],
    };
    const tally = readPlaywright({ suites: [{ title: 'file', specs: [spec('axe', 'unexpected')], suites: [inner] }], errors: [] });
    expect(tally).toMatchObject({ passed: 1, failed: 2, skipped: 1 });
    expect(tally.notes).toContain('skipped: e2e/browser: rollback › in Electron');
  });

  it('counts an error outside every test as a failure', () => {
    expect(readPlaywright({ suites: [], errors: [{ message: 'no such project\nat x' }] })).toMatchObject({ failed: 1 });
  });
});
