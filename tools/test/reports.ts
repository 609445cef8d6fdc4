import { relative } from 'node:path';
import { z } from 'zod';

/** How a run of tests came out. `notes` holds a line for each failed or skipped test. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly notes: readonly string[];
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0, notes: [] };

/** One failure that is not a test's own: a part that broke, a tool that must be there. */
export const failure = (note: string): Tally => ({ passed: 0, failed: 1, skipped: 0, notes: [`failed: ${note}`] });

export const add = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
  failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
  skipped: tallies.reduce((sum, { skipped }) => sum + skipped, 0),
  notes: tallies.flatMap(({ notes }) => notes),
});

/** The line a machine reads: alone, and last. */
export const closingLine = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

const VitestReport = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/** Every test of vitest's JSON report, in its order. `title` names the file as well. */
export const casesOf = (json: unknown): { readonly title: string; readonly status: string }[] =>
  VitestReport.parse(json).testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({ status, title: `${relative('', name)}: ${fullName}` })),
  );

/** The same figures, with where they are from in each note. */
export const labelled = (label: string, tally: Tally): Tally => ({
  ...tally,
  notes: tally.notes.map((note) => note.replace(/^(failed|skipped): /, `$1: ${label}: `)),
});

/** Reads vitest's JSON report. A file that could not even be loaded is one failure; so is a run that failed outside every test. */
export function readVitest(json: unknown): Tally {
  const report = VitestReport.parse(json);
  const tests = casesOf(json);
  const failedTests = tests.filter(({ status }) => status === 'failed');
  const skipped = tests.filter(({ status }) => status !== 'failed' && status !== 'passed');
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
  );
  const unexplained = !report.success && failedTests.length + broken.length === 0 ? ['vitest failed outside the tests'] : [];
  return {
    passed: tests.length - failedTests.length - skipped.length,
    failed: failedTests.length + broken.length + unexplained.length,
    skipped: skipped.length,
    notes: [
      ...failedTests.map(({ title }) => `failed: ${title}`),
      ...broken.map(({ name, message }) => `failed: ${relative('', name)}: ${message ?? 'did not run'}`),
      ...unexplained.map((why) => `failed: ${why}`),
      ...skipped.map(({ title }) => `skipped: ${title}`),
    ],
  };
}

interface Suite {
  title: string;
  specs: { title: string; tests: { status: string; projectName: string }[] }[];
  suites?: Suite[] | undefined;
}
const Suite: z.ZodType<Suite> = z.object({
  title: z.string(),
  specs: z.array(z.object({ title: z.string(), tests: z.array(z.object({ status: z.string(), projectName: z.string() })) })),
  get suites() {
    return z.array(Suite).optional();
  },
});
const PlaywrightReport = z.object({ suites: z.array(Suite), errors: z.array(z.object({ message: z.string().optional() })) });

// Playwright names files from e2e/ on.
const specsOf = (suite: Suite): { title: string; status: string }[] => [
  ...suite.specs.flatMap(({ title, tests }) =>
    tests.map(({ status, projectName }) => ({ status, title: `e2e/${projectName}: ${suite.title} › ${title}` })),
  ),
  ...(suite.suites ?? []).flatMap(specsOf),
];

/** Reads Playwright's JSON report. A test that passed only when tried again has failed. */
export function readPlaywright(json: unknown): Tally {
  const report = PlaywrightReport.parse(json);
  const specs = report.suites.flatMap(specsOf);
  const of = (...statuses: string[]) => specs.filter(({ status }) => statuses.includes(status));
  const failed = of('unexpected', 'flaky');
  return {
    passed: of('expected').length,
    failed: failed.length + report.errors.length,
    skipped: of('skipped').length,
    notes: [
      ...failed.map(({ title }) => `failed: ${title}`),
      ...report.errors.map(({ message }) => `failed: ${message?.split('\n')[0] ?? 'playwright failed outside the tests'}`),
      ...of('skipped').map(({ title }) => `skipped: ${title}`),
    ],
  };
}
