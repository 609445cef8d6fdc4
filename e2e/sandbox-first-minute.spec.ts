import { join } from 'node:path';
import { expect } from '@playwright/test';
import { violations } from './support/axe.ts';
import { test } from './support/host.ts';
import { expectLiveCanary, expectPractice, rowOf, sandboxBar } from './support/sandbox-screens.ts';
import { goTo, needle, openPage } from './support/screens.ts';

const payments = { namespace: 'shop', name: 'payments' };
const picture = join(import.meta.dirname, '../docs/guide/pictures/sandbox-dark.png');

test('a desk on the sandbox shows a live canary at 5% and the line to blame, and says on each screen that it is practice', async ({
  openDesk,
}) => {
  const asked = performance.now();
  const { page } = await openDesk({ args: ['--sandbox'] });
  await expectLiveCanary(page);
  console.log(`The live canary is on the list ${((performance.now() - asked) / 1_000).toFixed(1)} s after the desk was asked for.`);
  await expectPractice(page);
  for (const neighbour of ['catalog', 'orders', 'storefront']) await expect(rowOf(page, neighbour)).toBeVisible();

  await openPage(page, 'admin', payments);
  await expect(needle(page, 'requested')).toContainText('5%');
  await expect(needle(page, 'accepted')).toContainText('VirtualService payments');
  await expect(needle(page, 'observed')).toContainText('request rate');
  const line = page.getByRole('region', { name: 'Lines that differ' }).getByRole('row').filter({ hasText: 'PSP_TIMEOUT_MS' });
  await expect(line).toContainText(/1000\s*500/);
  await expectPractice(page);
  if (process.env['RCC_PICTURES'] === '1') {
    await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
    await page.evaluate(() => document.fonts.ready);
    await expect(needle(page, 'observed')).toContainText(/[45]\.\d%/, { timeout: 90_000 });
    await page.screenshot({ path: picture, animations: 'disabled' });
  }
  for (const screen of ['#/audit', '#/connections', '#/rollouts']) {
    await goTo(page, screen);
    await expectPractice(page);
  }
});

test('axe finds nothing on the sandbox bar, its story and its question', async ({ openDesk }) => {
  const { page } = await openDesk({ args: ['--sandbox'] });
  await expectLiveCanary(page);
  const found = await violations(page, 'list');
  await sandboxBar(page).getByRole('button', { name: 'Story' }).click();
  await expect(page.getByRole('dialog', { name: 'Payments time out' })).toContainText('Payments 2.14.0 starts.');
  found.push(...(await violations(page, 'story')));
  await page.keyboard.press('Escape');
  await sandboxBar(page).getByRole('button', { name: 'Restart' }).click();
  await expect(page.getByRole('dialog', { name: 'Start this scenario again?' })).toBeVisible();
  found.push(...(await violations(page, 'question')));
  expect(found).toEqual([]);
});

test('the next scenario tells another story in the same desk', async ({ openDesk }) => {
  const { page } = await openDesk({ args: ['--sandbox'] });
  await expectLiveCanary(page);
  await sandboxBar(page).getByRole('button', { name: 'Next scenario' }).click();
  const question = page.getByRole('dialog', { name: /^Start “/ });
  const title = (await question.getByRole('heading').textContent())?.match(/“(.+)”/)?.[1] ?? '';
  await question.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(sandboxBar(page)).toContainText(title);
  await expect(sandboxBar(page)).not.toContainText('Payments time out');
  await expect(rowOf(page, 'payments')).not.toContainText('2.14.0');
  await expectPractice(page);
});
