import { existsSync } from 'node:fs';
import { chromium, defineConfig } from '@playwright/test';
import type { HostSetting } from './support/host.ts';

// `npm test` names the browser it found; by hand, Debian's or Playwright's own is taken.
const browser = [process.env['RCC_TEST_BROWSER'], '/usr/bin/chromium', chromium.executablePath()].find(
  (path) => path !== undefined && path !== '' && existsSync(path),
);
if (browser === undefined) console.log('Skipped: everything in a browser. No Chromium is here; set RCC_TEST_BROWSER to one.');

// Pictures are made when they are asked for, in a browser: a test run leaves the tree as it was.
const pictures = process.env['RCC_PICTURES'] === '1' ? [] : ['pictures.spec.ts'];

/** One suite for every host. What is about one host alone says so in its file's name. */
export default defineConfig<object, HostSetting>({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  // One API server, two cores: tests that run at once would wait for each other.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'list',
  use: {
    actionTimeout: 20_000,
    launchOptions: browser === undefined ? {} : { executablePath: browser },
  },
  projects: [
    ...(browser === undefined
      ? []
      : [{ name: 'headless', testIgnore: ['desktop-*.spec.ts', ...pictures], use: { host: 'headless' as const } }]),
    {
      name: 'desktop',
      testIgnore: [
        'headless-*.spec.ts',
        'gallery.spec.ts',
        'observed-needle.spec.ts',
        'sandbox-rollback.spec.ts',
        'sandbox-start.spec.ts',
        'pictures.spec.ts',
      ],
      use: { host: 'desktop' as const },
    },
  ],
});
