import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { violations } from './support/axe.ts';
import { test } from './support/host.ts';
import { deadKubeconfig } from './support/kubeconfig.ts';
import { sandboxIsBuilt } from './support/sandbox.ts';
import { goTo } from './support/screens.ts';
import { takePicture } from './support/take-picture.ts';

/** A desk that finds no kubeconfig where it looks. */
const nothing = () => {
  const missing = join(mkdtempSync(join(tmpdir(), 'rcc-none-')), 'config');
  return { missing, options: { kubeconfig: null, env: { KUBECONFIG: missing } } };
};
const pathField = (page: Page) => page.getByRole('textbox', { name: /Path of a kubeconfig file/ });
const add = (page: Page) => page.getByRole('button', { name: 'Add', exact: true });

test('a desk without a kubeconfig says where it looked, and takes one without a restart', async ({ openDesk }) => {
  const { missing, options } = nothing();
  const { page, home, resize } = await openDesk(options);
  await expect(page.getByRole('heading', { level: 1, name: 'No cluster is known yet.' })).toBeVisible();
  const found = page.getByRole('list', { name: 'Kubeconfig files' }).getByRole('listitem');
  await expect(found).toHaveCount(1);
  await expect(found).toContainText(missing);
  await expect(found).toContainText('Not there');
  await takePicture(page, 'first-run');
  expect(await violations(page, 'first run')).toEqual([]);
  await resize({ width: 390, height: 844 });
  await expect(page.getByRole('button', { name: 'Start the sandbox' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await resize({ width: 1280, height: 800 });

  // What cannot work is said at the field, and what was typed stays.
  await pathField(page).fill('kube/prod');
  await add(page).click();
  await expect(page.getByText('"kube/prod": expected a whole path')).toBeVisible();
  await expect(pathField(page)).toHaveValue('kube/prod');
  await pathField(page).fill(`${missing}-either`);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`${missing}-either does not exist. Nothing was saved.`)).toBeVisible();
  expect(existsSync(join(home, 'settings.json'))).toBe(false);

  const file = deadKubeconfig();
  await pathField(page).fill(file);
  await add(page).click();
  await expect(page.getByRole('grid', { name: 'Rollouts' })).toContainText('refused the connection');
  expect(JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8'))).toEqual({ kubeconfig: { files: [file] } });
  await goTo(page, '#/connections');
  await expect(page.getByRole('checkbox', { name: 'nowhere on the desk' })).toBeChecked();

  // And taken away again, the desk knows nothing again.
  await goTo(page, '#/settings?section=kubeconfig');
  await page.getByRole('button', { name: `Take away ${file}` }).click();
  await goTo(page, '#/rollouts');
  await expect(page.getByRole('heading', { level: 1, name: 'No cluster is known yet.' })).toBeVisible();
  expect(existsSync(file)).toBe(true);
});

test('the sandbox is started from there, and left again', async ({ openDesk }) => {
  test.setTimeout(120_000);
  test.skip(!sandboxIsBuilt(), 'out/sandbox is not built');
  const { page, home } = await openDesk(nothing().options);
  await page.getByRole('button', { name: 'Start the sandbox' }).click();
  await expect(page.getByRole('region', { name: 'Sandbox', exact: true })).toContainText('Nothing here is production.', {
    timeout: 60_000,
  });
  await expect(page.getByRole('grid', { name: 'Rollouts' }).getByRole('row').filter({ hasText: 'payments' }).first()).toBeVisible();
  expect(existsSync(join(home, 'sandbox', 'audit.db'))).toBe(true);

  await goTo(page, '#/settings?section=sandbox');
  await page.getByRole('button', { name: 'Use my own clusters', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Sandbox', exact: true })).toBeHidden();
  await goTo(page, '#/rollouts');
  await expect(page.getByRole('heading', { level: 1, name: 'No cluster is known yet.' })).toBeVisible();
  // Coming and going is in the log of the desk that was left.
  await goTo(page, '#/audit');
  await expect(page.getByText('connections.enterWorld').first()).toBeVisible();
});
