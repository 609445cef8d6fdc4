// `npm run pictures:accept`: takes every picture of the gallery anew, or with `-- rollback` those with that in their name. What changed is then in the diff, to be looked at and committed.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findBrowser } from './browser.ts';

process.chdir(join(import.meta.dirname, '../..'));
const browser = await findBrowser();
if (browser === null) {
  process.stderr.write('No browser is here. Set RCC_TEST_BROWSER to a Chromium.\n');
  process.exitCode = 1;
} else {
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/@playwright/test/cli.js',
      'test',
      '-c',
      'e2e/playwright.config.ts',
      '--project=headless',
      '-g',
      'looks as it was accepted',
    ],
    {
      stdio: 'inherit',
      env: { ...process.env, RCC_TEST_BROWSER: browser, RCC_ACCEPT_PICTURES: '1', RCC_PICTURES_OF: process.argv[2] ?? '' },
    },
  );
  process.exitCode = status ?? 1;
}
